package io.datachat.apex.answer.request;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.workspace.scaffold.Wanted;
import java.util.ArrayList;
import java.util.List;

/// A request for SQL over HTTP: `{"workspace": "campaigns", "tables": ["campaigns_latest", "offers_latest"]}`.
public record GenerateRequest(String workspace, Wanted wanted) {
    private static final List<String> KEYS = List.of("workspace", "tables", "columns", "filters", "history");

    /// @param json UTF-8
    /// @throws io.datachat.apex.problem.Rejection with every problem of the text
    public static GenerateRequest read(byte[] json) {
        return JsonCursor.read(json, GenerateRequest::request);
    }

    private static GenerateRequest request(JsonCursor json) {
        var start = json.place();
        List<String> tables = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        List<String> filters = new ArrayList<>();
        var read = new Object() {
            String workspace = "";
            boolean history;
        };
        json.object(KEYS, key -> {
            switch (key) {
                case "workspace" -> {
                    var name = json.string("workspace");
                    if (name != null) read.workspace = name;
                }
                case "tables" -> json.texts("tables", tables::add);
                case "columns" -> json.texts("columns", columns::add);
                case "filters" -> json.texts("filters", filters::add);
                case "history" -> read.history = json.bool("history");
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (read.workspace.isBlank())
            json.note(Problem.of(RequestCode.MISSING, "there is no workspace").hint("add \"workspace\": \"…\""), start);
        return new GenerateRequest(read.workspace, new Wanted(tables, columns, filters, read.history));
    }
}
