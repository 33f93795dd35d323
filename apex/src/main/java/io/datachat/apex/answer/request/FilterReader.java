package io.datachat.apex.answer.request;

import com.fasterxml.jackson.core.JsonToken;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.text.QueryText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One filter: `{"field": "region", "op": "in", "values": ["EU", "US"]}`. Without `op`, one value means `eq` and
/// several mean `in`.
final class FilterReader {
    private final JsonCursor json;
    private final List<Object> values = new ArrayList<>();
    private @Nullable String field;
    private @Nullable Op op;
    private boolean listed;
    private boolean broken;

    FilterReader(JsonCursor json) {
        this.json = json;
    }

    @Nullable
    Filter read() {
        var start = json.place();
        json.object(List.of("field", "op", "values", "value"), this::key);
        if (field == null) {
            json.note(Problem.of(RequestCode.MISSING, "a filter needs a field"), start);
            return null;
        }
        if (broken) return null;
        var meant = op == null ? (listed && values.size() != 1 ? Op.IN : Op.EQ) : op;
        return counted(meant, field, start) ? new Filter(field, meant, values) : null;
    }

    private boolean key(String key) {
        switch (key) {
            case "field" -> {
                field = json.string("the field of a filter");
                broken |= field == null;
            }
            case "op" -> {
                op = op();
                broken |= op == null;
            }
            case "values" -> {
                listed = true;
                if (json.token() == JsonToken.START_ARRAY) json.elements("the values of a filter", this::value);
                else value();
            }
            case "value" -> value();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void value() {
        var value = json.scalar("a value of a filter");
        if (value == null) broken = true;
        else values.add(value);
    }

    private @Nullable Op op() {
        if (json.token() == JsonToken.VALUE_STRING) {
            var known = QueryText.op(json.text());
            if (known.isPresent()) return known.get();
        }
        return json.word("op", Op.class);
    }

    private boolean counted(Op meant, String name, Place start) {
        var wrong = QueryText.wrongCount(name, meant, values.size());
        if (wrong != null) json.note(Problem.of(RequestCode.WRONG_VALUE_COUNT, wrong), start);
        return wrong == null;
    }
}
