// Rows as a table: numbers to the right, nothing rounded.
export const isNumber = type => /^(integer|bigint|double|decimal)/.test(type);

function shown(value, type) {
  if (value === null) return "–";
  if (type === "timestamp" || type === "instant") return String(value).replace("T", " ").replace(/:00([+-]\d\d:\d\d|Z)$/, "");
  const digits = String(value).match(/^(-?)(\d+)(\.\d+)?$/);
  // Grouped by hand: as texts, because a number would lose digits.
  if (isNumber(type) && digits) return digits[1] + digits[2].replace(/\B(?=(\d{3})+$)/g, "\u202f") + (digits[3] ?? "");
  return Array.isArray(value) ? value.join(", ") : String(value);
}

export function table(columns, rows) {
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column.unit ? `${column.name} (${column.unit})` : column.name;
    if (isNumber(column.type)) cell.className = "number";
    head.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows.slice(0, 2000)) {
    const line = body.insertRow();
    row.forEach((value, index) => {
      const cell = line.insertCell();
      cell.textContent = shown(value, columns[index].type);
      if (isNumber(columns[index].type)) cell.className = "number";
    });
  }
  return made;
}
