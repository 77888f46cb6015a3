//! Mustache text that renders to JSON, put together as a tree so that commas, quotes and tags come out right.
//!
//! It is laid out for an operator who reads it in Kibana. An item inside a section carries its own comma; the
//! server's reader accepts the one that may remain at the end. Spaces keep `{` and `{{` apart, and two braces in a
//! constant are escaped, so that nothing of a config is taken for a tag.

use crate::json::Value;

/// The longest line, where the text can be broken.
const WIDTH: usize = 120;

/// A JSON value with tags in it.
#[derive(Debug, Clone)]
pub enum Node {
    /// A scalar, or template text that renders to one value.
    Text(String),
    /// `{ … }`
    Object(Vec<Item>),
    /// `[ … ]`
    Array(Vec<Item>),
}

/// What may stand in an object or array.
#[derive(Debug, Clone)]
pub enum Item {
    /// A member of an object; the name is JSON text with its quotes, and may have tags in it.
    Member(String, Node),
    /// An element of an array.
    Element(Node),
    /// Items that are there if the param is, and once for each element if it is a list.
    When(String, Vec<Item>),
    /// Items that are there if the param is not.
    Unless(String, Vec<Item>),
}

/// Template text that renders to one value, such as `"{{query}}"`.
pub fn text(template: impl Into<String>) -> Node {
    Node::Text(template.into())
}

/// An object without conditions.
pub fn object<const N: usize>(members: [(&str, Node); N]) -> Node {
    Node::Object(members.into_iter().map(|(name, node)| member(name, node)).collect())
}

/// An array of these elements.
pub fn array(elements: impl IntoIterator<Item = Node>) -> Node {
    Node::Array(elements.into_iter().map(Item::Element).collect())
}

/// A member of an object; the name is a constant.
pub fn member(name: &str, node: Node) -> Item {
    Item::Member(escape_tags(&Value::from(name).to_string()), node)
}

/// Items that are there if the param is, and once for each element if it is a list.
pub fn when(param: impl Into<String>, items: impl Into<Vec<Item>>) -> Item {
    Item::When(param.into(), items.into())
}

/// Items that are there if the param is not.
pub fn unless(param: impl Into<String>, items: impl Into<Vec<Item>>) -> Item {
    Item::Unless(param.into(), items.into())
}

/// A constant.
pub fn constant(value: impl Into<Value>) -> Node {
    match value.into() {
        Value::Array(elements) => array(elements.into_iter().map(constant)),
        Value::Object(object) => {
            Node::Object(object.iter().map(|(name, value)| member(name, constant(value.clone()))).collect())
        }
        scalar => Node::Text(escape_tags(&scalar.to_string())),
    }
}

/// In JSON text `{{` can only stand in a string, where it may be written otherwise.
fn escape_tags(json: &str) -> String {
    json.replace("{{", "\\u007b\\u007b")
}

impl Node {
    /// The template's text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.write(0, &mut text);
        text.push('\n');
        text
    }

    fn write(&self, indent: usize, out: &mut String) {
        let line = self.line();
        let column = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
        match self {
            Self::Object(items) if column + line.len() > WIDTH => write_block("{", items, "}", indent, out),
            Self::Array(items) if column + line.len() > WIDTH => write_block("[", items, "]", indent, out),
            _ => out.push_str(&line),
        }
    }

    /// The node on one line.
    fn line(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Object(items) if items.is_empty() => "{}".to_owned(),
            Self::Object(items) => ["{ ", &line(items, false), " }"].concat(),
            Self::Array(items) => ["[", &line(items, false), "]"].concat(),
        }
    }
}

/// Items on one line; `is_open` if more may follow, so that the last one needs a comma too.
fn line(items: &[Item], is_open: bool) -> String {
    let last = items.len().saturating_sub(1);
    let each = items.iter().enumerate();
    let lines: Vec<_> = each.map(|(at, item)| item.line(is_open || at < last)).collect();
    lines.join(" ")
}

/// Each item on lines of its own; but an only member stays beside its braces, so that `{ "bool": { "filter": [` is
/// one line and one indentation.
fn write_block(open: &str, items: &[Item], close: &str, indent: usize, out: &mut String) {
    out.push_str(open);
    if let [only @ Item::Member(..)] = items {
        out.push(' ');
        only.write(false, indent, out);
        out.push(' ');
        return out.push_str(close);
    }
    write_items(items, false, indent + 2, out);
    new_line(indent, out);
    out.push_str(close);
}

fn write_items(items: &[Item], is_open: bool, indent: usize, out: &mut String) {
    let last = items.len().saturating_sub(1);
    for (at, item) in items.iter().enumerate() {
        new_line(indent, out);
        item.write(is_open || at < last, indent, out);
    }
}

fn new_line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

impl Item {
    fn line(&self, comma: bool) -> String {
        let end = if comma { "," } else { "" };
        match self {
            Self::Member(name, node) => [name, ": ", &node.line(), end].concat(),
            Self::Element(node) => [&node.line(), end].concat(),
            Self::When(param, items) => section('#', param, &line(items, true)),
            Self::Unless(param, items) => section('^', param, &line(items, true)),
        }
    }

    fn write(&self, comma: bool, indent: usize, out: &mut String) {
        match self {
            Self::Member(name, node) => {
                out.push_str(name);
                out.push_str(": ");
                node.write(indent, out);
            }
            Self::Element(node) => node.write(indent, out),
            Self::When(param, items) => return self.write_section('#', param, items, indent, out),
            Self::Unless(param, items) => return self.write_section('^', param, items, indent, out),
        }
        if comma {
            out.push(',');
        }
    }

    /// On one line if it fits; else its tags stand alone on their lines, which Mustache then leaves out.
    fn write_section(&self, sign: char, param: &str, items: &[Self], indent: usize, out: &mut String) {
        let line = self.line(true);
        if indent + line.len() <= WIDTH {
            return out.push_str(&line);
        }
        out.push_str(&tag(sign, param));
        write_items(items, true, indent + 2, out);
        new_line(indent, out);
        out.push_str(&tag('/', param));
    }
}

fn section(sign: char, param: &str, content: &str) -> String {
    [&tag(sign, param), content, &tag('/', param)].concat()
}

fn tag(sign: char, param: &str) -> String {
    format!("{{{{{sign}{param}}}}}")
}
