// Reads documents as base64 lines and writes for each the text that OtherParser.flatten makes, or "refused".
import { readFileSync } from "node:fs";

const escape = (text) =>
  text.replace(/[^ -~]|[\\|=]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
const bits = (number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16);
};

function flatten(value, key, out) {
  if (Array.isArray(value)) {
    out.push(`${key}=[${value.length}]`);
    value.forEach((element, i) => flatten(element, `${key}/${i}`, out));
  } else if (value !== null && typeof value === "object") {
    out.push(`${key}={${Object.keys(value).length}}`);
    for (const name of Object.keys(value)) flatten(value[name], `${key}/${escape(name)}`, out);
  } else if (typeof value === "string") {
    out.push(`${key}=s:${escape(value)}`);
  } else if (typeof value === "number") {
    out.push(`${key}=n:${bits(value)}`);
  } else {
    out.push(`${key}=w:${value}`);
  }
}

for (const line of readFileSync(0, "ascii").split("\n").slice(0, -1)) {
  let out = [];
  try {
    flatten(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(line, "base64"))), "", out);
    console.log(out.sort().join("|"));
  } catch {
    console.log("refused");
  }
}
