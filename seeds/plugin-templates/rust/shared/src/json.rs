//! The little JSON that a plugin needs: reading options and records, writing results.
#![allow(dead_code)]

/// A value where it stands in its text, which is not copied; empty when it is not there.
#[derive(Clone, Copy)]
pub struct Value<'a>(&'a str);

impl<'a> Value<'a> {
    pub fn new(text: &'a str) -> Value<'a> {
        Value(text.trim_matches(|c| " \t\r\n".contains(c)))
    }

    /// The value of an object's member.
    pub fn get(self, name: &str) -> Value<'a> {
        let mut rest = self.0.strip_prefix('{').map(skip_space).unwrap_or("");
        while rest.starts_with('"') {
            let (key, after) = rest.split_at(string_length(rest));
            let after = match skip_space(after).strip_prefix(':') {
                Some(after) => skip_space(after),
                None => break,
            };
            let (value, after) = after.split_at(value_length(after));
            if key.len() == name.len() + 2 && &key[1..key.len() - 1] == name {
                return Value::new(value);
            }
            rest = skip_space(after).strip_prefix(',').map(skip_space).unwrap_or("");
        }
        Value("")
    }

    /// The elements of an array.
    pub fn items(self) -> Vec<Value<'a>> {
        let mut found = Vec::new();
        let mut rest = self.0.strip_prefix('[');
        while let Some(start) = rest.map(skip_space) {
            let (value, after) = start.split_at(value_length(start));
            if value.is_empty() {
                break;
            }
            found.push(Value::new(value));
            rest = skip_space(after).strip_prefix(',');
        }
        found
    }

    /// A string without its escapes.
    pub fn text(self) -> Option<String> {
        let inside = self.inside()?;
        let mut result = String::with_capacity(inside.len());
        let mut characters = inside.chars();
        while let Some(character) = characters.next() {
            if character != '\\' {
                result.push(character);
                continue;
            }
            match characters.next()? {
                'b' => result.push('\u{8}'),
                'f' => result.push('\u{c}'),
                'n' => result.push('\n'),
                'r' => result.push('\r'),
                't' => result.push('\t'),
                'u' => {
                    let first = hexadecimal(&mut characters);
                    let mut ahead = characters.clone();
                    let is_pair = (0xD800..0xDC00).contains(&first) && ahead.next() == Some('\\') && ahead.next() == Some('u');
                    let second = if is_pair { hexadecimal(&mut ahead) } else { 0 };
                    if (0xDC00..0xE000).contains(&second) {
                        characters = ahead;
                        result.push(char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)).unwrap_or('\u{FFFD}'));
                    } else {
                        result.push(char::from_u32(first).unwrap_or('\u{FFFD}'));
                    }
                }
                other => result.push(other),
            }
        }
        Some(result)
    }

    /// A number, or a string that holds one, as amounts do.
    pub fn number(self) -> Option<f64> {
        let digits = self.inside().unwrap_or(self.0);
        if digits.len() > 64 || !digits.chars().all(|c| "0123456789+-.eE".contains(c)) {
            return None;
        }
        digits.parse().ok().filter(|number: &f64| number.is_finite())
    }

    fn inside(self) -> Option<&'a str> {
        self.0.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
    }
}

/// A string in quotes, with all escapes.
pub fn quoted(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 2);
    result.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => result.extend(['\\', character]),
            control if control < ' ' => result.push_str(&format!("\\u{:04x}", control as u32)),
            other => result.push(other),
        }
    }
    result.push('"');
    result
}

fn skip_space(text: &str) -> &str {
    text.trim_start_matches(|c| " \t\r\n".contains(c))
}

/// Bytes of the string that a text begins with. A quote and a backslash are never part of another character.
fn string_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// Bytes of the value that a text begins with. No recursion: depth costs nothing.
fn value_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0usize);
    while at < bytes.len() {
        let first = bytes[at];
        match first {
            b',' | b'}' | b']' if depth == 0 => return at,
            b'"' => at += string_length(&text[at..]) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 && matches!(first, b'"' | b'}' | b']') {
            return at;
        }
    }
    bytes.len()
}

fn hexadecimal(characters: &mut std::str::Chars) -> u32 {
    (0..4).fold(0, |code, _| code * 16 + characters.next().and_then(|c| c.to_digit(16)).unwrap_or(0))
}
