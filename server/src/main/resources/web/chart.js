// A line for the first number over time. Nothing is drawn where a line would mislead: without time first, or with other groups.
import { isNumber } from "/page/table.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 800, HEIGHT = 200, LEFT = 8, TOP = 18, BOTTOM = 20;

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text != null) made.textContent = text;
  return made;
}

export function chart(columns, rows) {
  const measure = columns.findIndex(column => isNumber(column.type));
  if (rows.length < 2 || measure !== 1 || !/^(date|timestamp|instant)$/.test(columns[0].type)) return null;
  const points = rows.filter(row => row[1] !== null && row[0] !== null)
    .map(row => ({ at: Date.parse(row[0]), label: String(row[0]).slice(0, 10), value: Number(row[1]) }))
    .sort((a, b) => a.at - b.at);
  if (points.length < 2) return null;
  const values = points.map(point => point.value);
  const low = Math.min(0, ...values), high = Math.max(...values, low + 1e-9);
  const first = points[0], last = points.at(-1);
  const x = point => LEFT + (point.at - first.at) / (last.at - first.at) * (WIDTH - 2 * LEFT);
  const y = value => TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
  const name = columns[1].name;
  const drawing = node("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${name} from ${first.label} to ${last.label}` });
  drawing.append(
    node("line", { x1: LEFT, x2: WIDTH - LEFT, y1: y(low), y2: y(low) }),
    node("text", { x: LEFT, y: 11 }, `${name}, up to ${high.toLocaleString()}`),
    node("polyline", { points: points.map(point => `${x(point).toFixed(1)},${y(point.value).toFixed(1)}`).join(" ") }),
    node("text", { x: LEFT, y: HEIGHT - 4 }, first.label),
    node("text", { x: WIDTH - LEFT, y: HEIGHT - 4, "text-anchor": "end" }, last.label));
  return drawing;
}
