# Reads documents as base64 lines and writes for each the text that OtherParser.flatten makes, or "refused".
import base64, re, struct, sys, tomllib


def escape(text):
    units = text.encode("utf-16-be", "surrogatepass")
    chars = [units[i] << 8 | units[i + 1] for i in range(0, len(units), 2)]
    return "".join("\\u%04x" % c if not 32 <= c < 127 or chr(c) in "\\|=" else chr(c) for c in chars)


def flatten(value, key, out):
    if isinstance(value, list):
        out.append(f"{key}=[{len(value)}]")
        for i, element in enumerate(value):
            flatten(element, f"{key}/{i}", out)
    elif isinstance(value, dict):
        out.append(f"{key}={{{len(value)}}}")
        for name, element in value.items():
            flatten(element, f"{key}/{escape(name)}", out)
    elif isinstance(value, bool):
        out.append(f"{key}=w:{str(value).lower()}")
    elif isinstance(value, str):
        out.append(f"{key}=s:{escape(value)}")
    elif isinstance(value, (int, float)):
        out.append(f"{key}=n:" + format(struct.unpack(">Q", struct.pack(">d", float(value)))[0], "x"))
    else:
        out.append(f"{key}=w:time")


for line in sys.stdin:
    out = []
    try:
        flatten(tomllib.loads(base64.b64decode(line).decode("utf-8")), "", out)
        print("|".join(sorted(out)))
    except (ValueError, RecursionError):
        print("refused")
