//! Template text to parts, in one pass, with the whitespace rules of mustache.java: a tag that opens or closes a
//! section alone on its line takes the line with it, every other line stays as it is.

use super::{CompileError, Part};

/// How deep sections may nest. The server has no limit but its stack.
const MAX_DEPTH: usize = 500;

/// The name that the server gives every template, in its messages.
const TEMPLATE: &str = "query-template";

type Step<T> = Result<T, CompileError>;

/// Compiles a whole template.
pub fn parse(source: &str) -> Step<Vec<Part>> {
    let mut parser = Parser { rest: source, line: 1, depth: 0 };
    let mut block = Block { start_of_line: true, ..Block::default() };
    parser.fill(&mut block)?;
    Ok(block.parts)
}

#[derive(Clone)]
struct Delimiters {
    open: String,
    close: String,
}

impl Default for Delimiters {
    fn default() -> Self {
        Self { open: "{{".to_owned(), close: "}}".to_owned() }
    }
}

struct Parser<'a> {
    rest: &'a str,
    line: usize,
    depth: usize,
}

/// A template, or the body of a section, as far as it has been read.
struct Block {
    /// The name that the closing tag must have; a whole template has none.
    name: Option<String>,
    delimiters: Delimiters,
    parts: Vec<Part>,
    /// Text that is not among the parts yet: of the line being read.
    text: String,
    /// How this line ends: `\r\n` once a carriage return has been seen, up to the next character that is neither.
    line_end: &'static str,
    only_blank: bool,
    start_of_line: bool,
    /// Whether a section tag stands before on this line, so that the line's end goes when nothing else does.
    after_section_tag: bool,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            name: None,
            delimiters: Delimiters::default(),
            parts: Vec::new(),
            text: String::new(),
            line_end: "\n",
            only_blank: true,
            start_of_line: false,
            after_section_tag: false,
        }
    }
}

impl Block {
    fn end_line(&mut self) {
        if !self.after_section_tag || !self.only_blank {
            self.text.push_str(self.line_end);
        }
        self.flush();
        self.after_section_tag = false;
        self.only_blank = true;
        self.start_of_line = true;
    }

    fn push(&mut self, character: char) {
        self.only_blank &= matches!(character, ' ' | '\t');
        self.line_end = "\n";
        self.text.push(character);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(Part::Text(std::mem::take(&mut self.text)));
        }
    }

    fn add(&mut self, part: Part) {
        self.flush();
        self.parts.push(part);
    }
}

impl Parser<'_> {
    /// Reads up to the block's closing tag, or to the end of the template.
    fn fill(&mut self, block: &mut Block) -> Step<()> {
        let first_line = self.line;
        while let Some(character) = self.rest.chars().next() {
            if let Some(rest) = self.rest.strip_prefix(block.delimiters.open.as_str()) {
                self.rest = rest;
                if self.tag(block)? {
                    return Ok(());
                }
                block.start_of_line = false;
                block.line_end = "\n";
                continue;
            }
            self.rest = self.rest.get(character.len_utf8()..).unwrap_or_default();
            match character {
                '\r' => block.line_end = "\r\n",
                '\n' => {
                    self.line += 1;
                    block.end_line();
                }
                other => block.push(other),
            }
        }
        block.flush();
        match &block.name {
            None => Ok(()),
            Some(name) => Err(CompileError(format!("Failed to close '{name}' tag @[{TEMPLATE}:{first_line}]"))),
        }
    }

    /// Reads one tag behind its opening delimiter; true when it closes the block.
    fn tag(&mut self, block: &mut Block) -> Step<bool> {
        let close = block.delimiters.close.as_str();
        let (command, rest, closed) = match self.rest.split_once(close) {
            Some((command, rest)) => (command, rest, true),
            None => (self.rest, "", false),
        };
        self.rest = rest;
        let Some(kind) = command.chars().next() else {
            return Err(self.error("Empty mustache"));
        };
        let name = command.get(kind.len_utf8()..).unwrap_or_default().trim();
        match kind {
            '#' | '^' | '$' => self.section(block, kind, name)?,
            '/' => return self.end(block, name).map(|()| true),
            '<' | '>' => return Err(CompileError(format!("Template {name} not found"))),
            '{' => self.raw(block, name)?,
            '&' => block.add(Part::Variable { name: name.to_owned(), raw: true }),
            '!' => block.add(Part::Comment),
            '%' => block.flush(),
            '=' => self.change_delimiters(block, command)?,
            _ if !closed => return Err(self.error("Improperly closed variable")),
            _ => block.add(Part::Variable { name: command.trim().to_owned(), raw: false }),
        }
        Ok(false)
    }

    fn section(&mut self, block: &mut Block, kind: char, name: &str) -> Step<()> {
        block.start_of_line &= block.only_blank;
        let mut body = Block {
            name: Some(name.to_owned()),
            delimiters: block.delimiters.clone(),
            start_of_line: block.start_of_line,
            after_section_tag: true,
            ..Block::default()
        };
        let (first_line, source) = (self.line, self.rest);
        self.deeper(|parser| parser.fill(&mut body))?;
        let one_line = self.line == first_line;
        if block.only_blank && !one_line {
            block.text.clear();
        }
        block.after_section_tag = !one_line;
        block.add(section_part(kind, name, body.parts, source)?);
        Ok(())
    }

    fn deeper(&mut self, work: impl FnOnce(&mut Self) -> Step<()>) -> Step<()> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(&format!("Sections are nested more than {MAX_DEPTH} deep")));
        }
        self.depth += 1;
        work(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn end(&self, block: &mut Block, name: &str) -> Step<()> {
        let opened = block.name.as_deref();
        if opened != Some(name) {
            let opened = opened.unwrap_or("null");
            let line = self.line;
            return Err(self.error(&format!("Mismatched start/end tags: {opened} != {name} in {TEMPLATE}:{line}")));
        }
        if block.start_of_line && block.only_blank {
            block.text.clear();
        }
        block.flush();
        Ok(())
    }

    /// `{{{name}}}`: with the usual delimiters a third brace closes it, with others it is part of the tag.
    fn raw(&mut self, block: &mut Block, name: &str) -> Step<()> {
        let name = if block.delimiters.close.ends_with('}') {
            self.rest = self
                .rest
                .strip_prefix('}')
                .ok_or_else(|| self.error(&format!("Improperly closed variable in {TEMPLATE}:{}", self.line)))?;
            name
        } else {
            name.strip_suffix('}').unwrap_or(name)
        };
        block.add(Part::Variable { name: name.to_owned(), raw: true });
        Ok(())
    }

    /// `{{=<% %>=}}`: both delimiters have one or two characters, and as many.
    fn change_delimiters(&self, block: &mut Block, command: &str) -> Step<()> {
        let marks: Vec<char> = command.chars().filter(|character| !character.is_whitespace()).collect();
        let half = marks.len() / 2;
        if let (4 | 6, Some(open), Some(close)) = (marks.len(), marks.get(1..half), marks.get(half..marks.len() - 1)) {
            block.flush();
            block.delimiters = Delimiters { open: open.iter().collect(), close: close.iter().collect() };
            return Ok(());
        }
        let given: String = marks.get(1..marks.len() - 1).into_iter().flatten().collect();
        Err(self.error(&format!("Invalid delimiter string: {given}")))
    }

    fn error(&self, reason: &str) -> CompileError {
        CompileError(format!("{reason} @[{TEMPLATE}:{}]", self.line))
    }
}

/// The part of a section whose body is `parts`, or of a function, of which `source` begins with the body as written.
fn section_part(kind: char, name: &str, parts: Vec<Part>, source: &str) -> Step<Part> {
    let name = name.to_owned();
    Ok(match kind {
        '^' => Part::Inverted { name, parts },
        '$' => Part::Block(parts),
        _ if name.eq_ignore_ascii_case("toJson") => Part::ToJson { name: identifier("toJson", &parts, source)? },
        _ if name.eq_ignore_ascii_case("url") => Part::Url(parts),
        _ => match join_delimiter(&name) {
            Some(delimiter) => {
                let delimiter = delimiter.to_owned();
                Part::Join { name: identifier("join", &parts, source)?, delimiter, body: parts }
            }
            None => Part::Section { name, parts },
        },
    })
}

fn join_delimiter(name: &str) -> Option<&str> {
    if name.eq_ignore_ascii_case("join") {
        return Some(",");
    }
    name.strip_prefix("join delimiter='")?.strip_suffix('\'')
}

/// The name that a function's body holds: its text as it stands. A single tag is taken as it is written, braces
/// included, and so names nothing; text behind a tag belongs to the tag.
fn identifier(function: &str, parts: &[Part], source: &str) -> Step<String> {
    let is_text = |part: &Part| matches!(part, Part::Text(_));
    match parts {
        texts if !texts.is_empty() && texts.iter().all(is_text) => Ok(texts.iter().map(text_of).collect()),
        [_tag, rest @ ..] if rest.iter().all(is_text) => Ok(source.split("{{/").next().unwrap_or_default().to_owned()),
        [Part::Text(_), Part::Comment, rest @ ..] if rest.iter().all(is_text) => {
            Ok(source.split("{{/").next().unwrap_or_default().to_owned())
        }
        _ => {
            let reason = format!("Mustache function [{function}] must contain one and only one identifier");
            Err(CompileError(reason))
        }
    }
}

fn text_of(part: &Part) -> &str {
    match part {
        Part::Text(text) => text,
        _ => "",
    }
}
