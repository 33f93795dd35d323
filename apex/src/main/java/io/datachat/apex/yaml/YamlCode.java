package io.datachat.apex.yaml;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a YAML text or with the keys and values in it.
public enum YamlCode implements ProblemCode {
    NOT_YAML(
            "YM001",
            "Not valid YAML",
            "The text cannot be read as YAML at the place given. Usual causes: a tab used for indentation, a missing"
                + " blank after a colon, an unclosed quote, or a text with `: `, `{` or `#` in it that needs quotes."),
    DUPLICATE_KEY(
            "YM002",
            "Key given twice",
            "A mapping has the same key twice. Keep one; the message says where the first one stands."),
    TOO_LARGE(
            "YM003",
            "File too large",
            "A file may have four million characters, 64 levels of nesting and 200,000 values per document, aliases"
                    + " counted as often as they are used. Split the file."),
    TAG(
            "YM004",
            "YAML tag",
            "Tags such as `!!str` or `!include` are not used. Write the value itself; put it in quotes when it must be"
                    + " text."),
    KEY_NOT_TEXT(
            "YM005",
            "Key is not text",
            "A key of a mapping must be text, not a list or a mapping. A text that begins with `{` or `[` needs"
                    + " quotes."),
    UNKNOWN_KEY(
            "YM101",
            "Unknown key",
            "The key does not exist here. The nearest valid keys are offered; a wrong indentation can also put a key"
                    + " in the wrong place."),
    MISSING_KEY("YM102", "Missing key", "A key that is always needed is not there, or nothing stands behind it."),
    WRONG_KIND("YM103", "Wrong kind of value", "A text, list or mapping stands where another is expected."),
    WRONG_VALUE(
            "YM104",
            "Value not allowed",
            "The value is not one of those allowed here, or is not a number, truth value or duration as it should be."),
    NO_FORM(
            "YM105",
            "No form recognised",
            "Which form a mapping has is told by one of its keys, and none of these is there."),
    TWO_FORMS(
            "YM106",
            "Two forms mixed",
            "Which form a mapping has is told by one of its keys, and two of these are there. Keep one.");

    private final String id;
    private final String title;
    private final String help;

    YamlCode(String id, String title, String help) {
        this.id = id;
        this.title = title;
        this.help = help;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public int status() {
        return 422;
    }
}
