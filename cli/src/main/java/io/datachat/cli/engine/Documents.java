package io.datachat.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datachat.apex.answer.AnswerCode;
import io.datachat.apex.catalog.CatalogChange;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.server.fresh.FreshnessDocument;
import io.datachat.server.fresh.FreshnessDocument.TriggerDocument;
import io.datachat.server.fresh.FreshnessDocument.ViewDocument;
import io.datachat.server.write.DraftDocument;
import io.datachat.server.write.WriteDocument;
import io.datachat.server.write.WriteDocument.ApprovalDocument;
import io.datachat.server.write.WriteDocument.RowDocument;
import io.datachat.server.write.WriteDocument.RuleDocument;
import io.datachat.server.write.WriteDocument.SeenDocument;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server's documents as the values that the engine of this process gives.
public final class Documents {
    private static final JsonMapper JSON = new JsonMapper();

    private Documents() {}

    static List<Kept> rollups(byte[] json) {
        return understood(
                json,
                root -> root.required("rollups")
                        .valueStream()
                        .map(Documents::rollup)
                        .toList());
    }

    static Kept rollup(byte[] json) {
        return understood(json, Documents::rollup);
    }

    private static Kept rollup(JsonNode json) {
        var builtAt = text(json, "built_at");
        return new Kept(
                json.required("metric").asText(),
                json.required("rollup").asText(),
                text(json, "table"),
                text(json, "grain"),
                json.required("dimensions").valueStream().map(JsonNode::asText).toList(),
                json.path("rows").isNumber() ? json.path("rows").asLong() : null,
                builtAt == null ? null : Instant.parse(builtAt),
                json.path("took_ms").isNumber()
                        ? Duration.ofMillis(json.path("took_ms").asLong())
                        : null,
                Kept.State.valueOf(json.required("state").asText().toUpperCase(Locale.ROOT)),
                json.required("why").asText());
    }

    static List<Reread> reread(byte[] json) {
        return understood(
                json,
                root -> root.required("databases")
                        .valueStream()
                        .map(each -> new Reread(
                                each.required("name").asText(),
                                each.required("fingerprint").asText(),
                                each.required("tables").asInt(),
                                each.required("changes")
                                        .valueStream()
                                        .map(Documents::change)
                                        .toList()))
                        .toList());
    }

    private static CatalogChange change(JsonNode json) {
        return new CatalogChange(
                CatalogChange.Kind.valueOf(json.required("change").asText().toUpperCase(Locale.ROOT)),
                json.required("what").asText(),
                json.required("detail").asText());
    }

    static FreshnessDocument freshness(byte[] json) {
        return understood(
                json,
                root -> new FreshnessDocument(root.required("views")
                        .valueStream()
                        .map(Documents::view)
                        .toList()));
    }

    private static ViewDocument view(JsonNode json) {
        return new ViewDocument(
                json.required("database").asText(),
                json.required("view").asText(),
                json.required("state").asText(),
                texts(json, "tables"),
                texts(json, "missing_triggers"),
                texts(json, "after"),
                instant(json, "last_change"),
                instant(json, "pending_since"),
                instant(json, "last_refresh"),
                json.path("took_ms").isNumber() ? json.path("took_ms").asLong() : null,
                json.required("refreshes").asLong(),
                json.required("why").asText(),
                texts(json, "notes"));
    }

    static List<TriggerDocument> triggers(byte[] json) {
        return understood(
                json,
                root -> root.required("databases")
                        .valueStream()
                        .map(each -> new TriggerDocument(
                                each.required("database").asText(),
                                each.required("up").asText(),
                                each.required("down").asText(),
                                each.required("missing_triggers").asInt()))
                        .toList());
    }

    static WriteDocument write(byte[] json) {
        return understood(
                json, root -> new WriteDocument(approval(root.required("approval")), seen(root.required("seen"))));
    }

    static DraftDocument draft(byte[] json) {
        return understood(
                json,
                root -> new DraftDocument(
                        root.required("database").asText(),
                        root.required("name").asText(),
                        root.required("sql").asText(),
                        texts(root, "parameters"),
                        root.required("up").asText(),
                        root.required("down").asText(),
                        texts(root, "notes"),
                        root.required("rows").asLong()));
    }

    public static String json(DraftDocument draft) {
        var root = JSON.createObjectNode()
                .put("database", draft.database())
                .put("name", draft.name())
                .put("sql", draft.sql());
        draft.parameters().forEach(root.putArray("parameters")::add);
        root.put("up", draft.up()).put("down", draft.down());
        draft.notes().forEach(root.putArray("notes")::add);
        return root.put("rows", draft.rows()).toPrettyString();
    }

    static List<ApprovalDocument> approvals(byte[] json) {
        return understood(
                json,
                root -> root.required("approvals")
                        .valueStream()
                        .map(Documents::approval)
                        .toList());
    }

    static ApprovalDocument approval(byte[] json) {
        return understood(json, Documents::approval);
    }

    private static ApprovalDocument approval(JsonNode json) {
        return new ApprovalDocument(
                json.required("id").asText(),
                json.required("state").asText(),
                json.required("sql").asText(),
                texts(json, "parameters"),
                json.required("kind").asText(),
                json.required("database").asText(),
                json.required("table").asText(),
                json.required("user").asText(),
                json.required("rows").asLong(),
                texts(json, "notes"),
                Instant.parse(json.required("proposed_at").asText()),
                Instant.parse(json.required("expires_at").asText()),
                text(json, "decided_by"),
                instant(json, "decided_at"),
                text(json, "reason"),
                instant(json, "ended_at"));
    }

    private static SeenDocument seen(JsonNode json) {
        return new SeenDocument(
                json.required("rows").asLong(),
                texts(json, "columns"),
                json.required("sample").valueStream().map(Documents::row).toList(),
                json.required("rules")
                        .valueStream()
                        .map(rule -> new RuleDocument(
                                rule.required("id").asText(),
                                rule.required("said").asText(),
                                rule.required("checked").asBoolean()))
                        .toList(),
                texts(json, "triggers"),
                texts(json, "notes"),
                json.required("rehearsed").asBoolean(),
                json.required("before_hash").asText(),
                json.required("after_hash").asText(),
                json.required("sql").asText());
    }

    private static RowDocument row(JsonNode json) {
        var before = json.path("before");
        return new RowDocument(before.isArray() ? cells(before) : null, cells(json.required("after")));
    }

    private static List<@Nullable String> cells(JsonNode list) {
        List<@Nullable String> cells = new ArrayList<>();
        for (var cell : list) cells.add(cell.isNull() ? null : cell.asText());
        return cells;
    }

    private static List<String> texts(JsonNode json, String key) {
        return json.required(key).valueStream().map(JsonNode::asText).toList();
    }

    private static @Nullable Instant instant(JsonNode json, String key) {
        var text = text(json, key);
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable String text(JsonNode json, String key) {
        return json.path(key).isTextual() ? json.path(key).asText() : null;
    }

    private static <T> T understood(byte[] json, Function<JsonNode, T> reading) {
        try {
            return reading.apply(JSON.readTree(json));
        } catch (IOException | IllegalArgumentException | DateTimeException wrong) {
            throw new Rejection(Problem.of(
                    AnswerCode.NOT_AN_ANSWER, "the server's text is not an answer that this version understands"));
        }
    }
}
