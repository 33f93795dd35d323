package io.datachat.apex.query.text;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One condition as people write it, after `--where` and in tiles: `region=DACH`, `region in DACH, Italy`, `amount >=
/// 10`, `day between 2026-01-01 and 2026-01-31`; anything that is more than a name, an operator and values is a
/// condition in SQL.
public final class FilterText {
    private static final Pattern FORM = Pattern.compile(
            "(?is)\\s*([\\w.]+)\\s*(<=|>=|<>|!=|==|=|<|>|\\s+(?:not\\s+in|in|between|contains|starts\\s+with|is\\s+not\\s+null|is\\s+null)\\b)(.*)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d+)?");
    private static final Pattern RANGE = Pattern.compile("(?is)(.+?)\\s+and\\s+(.+)");
    private static final Pattern LONELY = Pattern.compile("\\s*[\\w.]*\\s*");
    private static final String QUOTED = "'(?:[^']|'')*'";
    private static final Pattern ITEM = Pattern.compile("'((?:[^']|'')*)'|[^,]+");
    /// Nothing but values: what is quoted, or words without the signs and words that join SQL.
    private static final Pattern VALUES = Pattern.compile(
            "(?is)\\s*(?:'(?:[^']|'')*'|(?!(?:and|or|not)\\b)[^\\s'<>=,(]+(?:\\s+(?!(?:and|or|not)\\b)[^\\s'<>=,]+)*)\\s*");
    private static final Map<String, Op> OPERATORS = operators();

    private FilterText() {}

    private static Map<String, Op> operators() {
        var operators = new LinkedHashMap<String, Op>();
        operators.put("=", Op.EQ);
        operators.put("==", Op.EQ);
        operators.put("!=", Op.NE);
        operators.put("<>", Op.NE);
        operators.put("<", Op.LT);
        operators.put("<=", Op.LTE);
        operators.put(">", Op.GT);
        operators.put(">=", Op.GTE);
        operators.put("in", Op.IN);
        operators.put("not in", Op.NOT_IN);
        operators.put("between", Op.BETWEEN);
        operators.put("contains", Op.CONTAINS);
        operators.put("starts with", Op.STARTS_WITH);
        operators.put("is null", Op.IS_NULL);
        operators.put("is not null", Op.NOT_NULL);
        return operators;
    }

    /// The filters and the SQL conditions among the texts.
    public record Read(List<Filter> filters, List<String> conditions) {}

    public static Read read(List<String> texts) {
        List<Filter> filters = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (var text : texts) read(text).ifPresentOrElse(filters::add, () -> conditions.add(text));
        return new Read(List.copyOf(filters), List.copyOf(conditions));
    }

    /// @return empty when it is a condition in SQL
    private static Optional<Filter> read(String text) {
        if (LONELY.matcher(text).matches())
            throw refused(text, "write for example region=DACH, 'region in DACH, Italy' or 'coupon is null'");
        var form = FORM.matcher(text);
        if (!form.matches()) return Optional.empty();
        var word = form.group(2).strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        var op = OPERATORS.getOrDefault(word, Op.EQ);
        var rest = form.group(3).strip();
        if (!plain(op, rest)) return Optional.empty();
        return Optional.of(new Filter(form.group(1), op, values(op, rest, text)));
    }

    private static boolean plain(Op op, String rest) {
        if (rest.isEmpty()) return true;
        return switch (op) {
            case IS_NULL, NOT_NULL -> false;
            case BETWEEN -> {
                var range = RANGE.matcher(rest);
                yield !range.matches()
                        || Stream.of(range.group(1), range.group(2))
                                .allMatch(value -> VALUES.matcher(value).matches());
            }
            case IN, NOT_IN ->
                VALUES.matcher(rest.replaceAll("^\\(|\\)$", "")
                                .replaceAll(QUOTED, "x")
                                .replace(",", " ")
                                .strip())
                        .matches();
            case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH ->
                VALUES.matcher(rest).matches();
        };
    }

    private static List<Object> values(Op op, String text, String whole) {
        return switch (op) {
            case IS_NULL, NOT_NULL -> List.of();
            case BETWEEN -> {
                var range = RANGE.matcher(text);
                if (!range.matches())
                    throw refused(whole, "write two values with 'and' between them; both are included");
                yield Stream.of(range.group(1), range.group(2))
                        .map(FilterText::value)
                        .toList();
            }
            case IN, NOT_IN -> {
                var items = new ArrayList<Object>();
                var item = ITEM.matcher(text.replaceAll("^\\(|\\)$", ""));
                while (item.find()) if (!item.group().isBlank()) items.add(value(item.group()));
                if (items.isEmpty()) throw refused(whole, "at least one value must follow");
                yield List.copyOf(items);
            }
            case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH -> {
                if (text.isEmpty()) throw refused(whole, "a value must follow; write '' for the empty text");
                yield List.of(op == Op.CONTAINS || op == Op.STARTS_WITH ? unquoted(text) : value(text));
            }
        };
    }

    /// A number, true or false unless quoted: `postal_code='10115'` stays a text.
    public static Object value(String text) {
        var stripped = text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            return stripped.contains(".")
                    ? new BigDecimal(stripped)
                    : (Object) Long.valueOf(stripped.replaceFirst("^\\+", ""));
        }
        return switch (stripped.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> unquoted(stripped);
        };
    }

    private static String unquoted(String text) {
        var quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
    }

    private static Rejection refused(String text, String hint) {
        return new Rejection(Problem.of(TextCode.FILTER, "the filter '" + text + "' is not understood")
                .hint(hint + "; anything longer is read as a condition in SQL"));
    }
}
