//! Whole texts that can hold anything.

use super::{Class, Rows, alone, is};

pub(super) const ROWS: Rows = &[
    (
        is(Class::FreeText),
        "body plain, body html, body text, plain body, html body, text body, raw body, full body, email body, \
         e mail body, mail body, email content, email text, email message, mail text, mail content, \
         message body, body preview, message text, message content, message history, messages text, transcript, transcription, \
         call transcript, meeting transcript, full transcript, transcript text, chat log, chat history, \
         chat transcript, conversation, conversation history, conversation text, conversation transcript, \
         conversation log, ocr text, extracted text, document text, full text, raw text, pdf text, \
         text content of file, call recording text, voicemail text, call note, meeting note, thread message, \
         stripped text, stripped html, body stripped, nachrichtentext, nachricht, gesprachsprotokoll, abschrift, \
         corps du message, corps de l email, cuerpo del correo, cuerpo del mensaje, corpo da mensagem, \
         corpo do email, corpo del messaggio, berichttekst, tresc wiadomosci",
    ),
    (
        alone(Class::FreeText),
        "body, message, messages, chat, message plain, mensaje, mensagem, messaggio, bericht, wiadomosc",
    ),
];
