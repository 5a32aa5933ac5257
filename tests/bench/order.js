// Sums up what is open, by country, and says which parcel goes first.
const reply = JSON.parse(inputData.reply || '{}');
const rows = Array.isArray(reply.rows) ? reply.rows : [];
const country = (inputData.country || 'NL').trim().toUpperCase();

function money(text) {
  const cleaned = String(text).replace(/[^0-9.,-]/g, '').replace(',', '.');
  const value = Number.parseFloat(cleaned);
  return Number.isFinite(value) ? value : 0;
}

function day(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    return null;
  }
  return date.toISOString().slice(0, 10);
}

const rates = {
  NL: {standard: 4.95, express: 9.95},
  BE: {standard: 5.95, express: 11.95},
  DE: {standard: 6.95, express: 12.95},
};

const open = rows.filter((row) => row.state === 'open' && row.country === country);
const totals = {};
for (const row of open) {
  const key = `${row.country}-${row.kind || 'parcel'}`;
  totals[key] = (totals[key] || 0) + money(row.total);
}

const sorted = open.slice().sort((left, right) => {
  if (left.due === right.due) {
    return money(right.total) - money(left.total);
  }
  return String(left.due).localeCompare(String(right.due));
});

const first = sorted[0];
let shipping = 0;
if (first) {
  const rate = rates[first.country] || rates.NL;
  shipping = money(first.total) > 50 ? 0 : rate[first.speed || 'standard'];
}

const response = await fetch('https://rates.northwind-orders.example/v2/today', {
  method: 'GET',
  headers: {Accept: 'application/json'},
});
const today = response.ok ? await response.json() : {};

console.log(`open: ${open.length}`);

return {
  count: open.length,
  first: first ? first.id : '',
  due: first ? day(first.due) : '',
  shipping: shipping * (today.factor || 1),
  totals: JSON.stringify(totals),
};
