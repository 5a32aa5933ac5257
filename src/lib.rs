//! Zaplint reads a Zap and says what in it is over-shared, unencrypted or open to everyone.
