//! Where sentences and words begin, by the rules of Java's `BreakIterator`, which Lucene's highlighter cuts texts with.
//! They are older than UAX #29: a line end does not end a sentence, a full stop does only before a capital letter, and
//! runs of kana or kanji are one word each.

use std::sync::LazyLock;

use regex::Regex;

/// The bytes at which sentences begin.
pub(super) fn sentences(text: &str) -> Vec<usize> {
    static END: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&sentence_end()).ok());
    let Some(end) = END.as_ref() else { return vec![0] };
    let ends = end.captures_iter(text).filter_map(|found| {
        // What follows a full stop is only looked at.
        found.name("stop").or(found.name("quoted")).or(found.get(0)).map(|end| end.end())
    });
    std::iter::once(0).chain(ends).filter(|start| *start < text.len()).collect()
}

/// The bytes at which words, or what stands between words, begin.
pub(super) fn words(text: &str) -> Vec<usize> {
    static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&word()).ok());
    WORD.as_ref().map_or_else(|| vec![0], |word| word.find_iter(text).map(|found| found.start()).collect())
}

/// A pattern for the end of a sentence. Marks and format characters count for nothing.
fn sentence_end() -> String {
    const SPACE: &str = r"\t\r\f\n\x{2028}\p{Zs}";
    const OPENING: &str = r#"\p{Ps}\p{Pi}"'"#;
    const CLOSING: &str = r#"\p{Pe}\p{Pf}"'"#;
    const FULL_STOP: &str = r".\x{ff0e}";
    const END: &str = r"!?\x{3002}\x{ff01}\x{ff1f}";
    let one_of = |class: &str| format!(r"(?:[{class}][\p{{Mn}}\p{{Me}}\p{{Cf}}]*)");
    let beginning =
        format!(r"[^\p{{L}}{SPACE}{CLOSING}\p{{N}}{END}{FULL_STOP},\x{{2029}}\p{{Mn}}\p{{Me}}\p{{Cf}}]{OPENING}");
    let beginning = one_of(&beginning);
    let (space, paragraph) = (one_of(SPACE), one_of(r"\x{2029}"));
    let stop = format!("{}{}*", one_of(FULL_STOP), one_of(&format!("{FULL_STOP}{CLOSING}")));
    let danda = one_of(r"\x{0964}\x{0965}");
    let end = format!("{}{}*", one_of(END), one_of(&format!("{END}{FULL_STOP}{CLOSING}")));
    format!(
        r"{paragraph}|{danda}{space}*|{end}{space}*{paragraph}?|(?P<stop>{stop}{space}+)[\p{{L}}--\p{{Ll}}]|(?P<quoted>{stop}{space}*){beginning}+\p{{L}}"
    )
}

/// A pattern that any text is made of: words with numbers in them, white space, and single signs.
fn word() -> String {
    const KANJI: &str = r"\x{3005}\x{4e00}-\x{9fa5}\x{f900}-\x{fa2d}";
    const KATAKANA: &str = r"\x{30a1}-\x{30fa}\x{30fd}\x{30fe}";
    const HIRAGANA: &str = r"\x{3041}-\x{3094}\x{309d}\x{309e}";
    const KANA_MARK: &str = r"\x{3099}-\x{309c}\x{30fb}\x{30fc}";
    let one_of = |class: &str| format!(r"(?:[{class}]\p{{Cf}}*)");
    let marks = format!("{}*", one_of(r"\p{Mn}\p{Me}"));
    let marked = |class: &str| format!("(?:{}{marks})", one_of(class));
    let letters = format!("{}+", marked(&format!(r"\p{{L}}\p{{Mc}}--[{KANJI}{KATAKANA}{HIRAGANA}{KANA_MARK}]")));
    let digits = format!("{}+", marked(r"\p{N}"));
    let within_word = one_of(r#"\p{Pd}\p{Pc}\x{ad}\x{2027}"'."#);
    let within_number = one_of(r#""',\x{66b}."#);
    let before_number = one_of(r"\p{Sc}#.--\x{a2}");
    let after_number = one_of(r"%&\x{a2}\x{66a}\x{2030}\x{2031}");
    let word = format!(r"{letters}(?:{within_word}{letters})*{}?", one_of(r"\x{964}\x{965}"));
    let number = format!("{digits}(?:{within_number}{digits})*");
    let last = format!("(?:{number}{after_number}?)?");
    let line_end = r"(?:\r\p{Cf}*)?(?:[\n\f\x{2028}\x{2029}]\p{Cf}*)?";
    let white = format!(r"{}+{line_end}|\r\p{{Cf}}*(?:[\n\f\x{{2028}}\x{{2029}}]\p{{Cf}}*)?", marked(r"\p{Zs}\t"));
    let run = |class: &str| format!("{}+", one_of(class));
    let (katakana, hiragana) = (run(&[KATAKANA, KANA_MARK].concat()), run(&[HIRAGANA, KANA_MARK].concat()));
    let kanji = run(KANJI);
    let numbered = format!("{before_number}(?:(?:{number}{word})+{last}|{number}{after_number}?)");
    let other = format!(r"(?s:.)\p{{Cf}}*{marks}");
    let words = format!("{word}(?:{number}{word})*{last}|(?:{number}{word})+{last}|{number}{after_number}?");
    format!("{numbered}|{words}|{katakana}|{hiragana}|{kanji}|{white}|{other}")
}

#[cfg(test)]
mod tests {
    use super::{sentences, words};

    fn cut<'a>(text: &'a str, starts: &[usize]) -> Vec<&'a str> {
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(start, end)| text.get(*start..end).unwrap_or_default()).collect()
    }

    #[test]
    fn a_sentence_ends_at_a_stop_before_a_capital_letter_and_at_other_ends() {
        for (text, expected) in [
            ("One. two. Three", vec!["One. two. ", "Three"]),
            ("Is it? yes! it is", vec!["Is it? ", "yes! ", "it is"]),
            ("He said. \"So.\" And", vec!["He said. ", "\"So.\" ", "And"]),
            ("3.14 is pi.\nIt is", vec!["3.14 is pi.\n", "It is"]),
            ("one\ntwo", vec!["one\ntwo"]),
            ("。日本", vec!["。", "日本"]),
        ] {
            assert_eq!(cut(text, &sentences(text)), expected, "{text}");
        }
    }

    #[test]
    fn words_keep_signs_within_them_and_runs_of_kana_together() {
        for (text, expected) in [
            ("wi-fi don't a_b", vec!["wi-fi", " ", "don't", " ", "a_b"]),
            ("$3.14 1,000% abc12", vec!["$3.14", " ", "1,000%", " ", "abc12"]),
            ("a  b\r\nc", vec!["a", "  ", "b", "\r\n", "c"]),
            ("日本語カタカナひらがな", vec!["日本語", "カタカナ", "ひらがな"]),
            ("(x)!", vec!["(", "x", ")", "!"]),
        ] {
            assert_eq!(cut(text, &words(text)), expected, "{text}");
        }
    }
}
