package io.datachat.apex.exchange;

import io.datachat.apex.exchange.ledger.DocumentText;
import io.datachat.apex.exchange.ledger.ExchangeCode;
import io.datachat.apex.exchange.ledger.Given;
import io.datachat.apex.exchange.ledger.JsonTree;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.ledger.Tables;
import io.datachat.apex.exchange.metricflow.MetricFlowImport;
import io.datachat.apex.exchange.metricflow.text.ProjectReader;
import io.datachat.apex.exchange.ossie.OssieImport;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.yaml.YamlNode;
import io.datachat.apex.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes DataPoints of foreign definitions. The texts of all files are given at once: any may speak of any other.
public final class Importer {
    private static final Set<String> MANIFEST = Set.of(
            "nodes",
            "macros",
            "docs",
            "sources",
            "exposures",
            "groups",
            "selectors",
            "disabled",
            "parent_map",
            "child_map",
            "group_map",
            "unit_tests",
            "functions",
            "metadata");

    private final Map<String, String> replaced;
    private final @Nullable String database;
    private final Tables tables;

    /// @param replaced `$name` in the texts by its value
    /// @param database that the tables are in; null leaves it to the project
    public Importer(Map<String, String> replaced, @Nullable String database, Tables tables) {
        this.replaced = Map.copyOf(replaced);
        this.database = database;
        this.tables = tables;
    }

    /// dbt's semantic layer in any of its spellings.
    ///
    /// @param texts by the name that places are told with
    /// @throws Rejection when a text cannot be read at all, or none of them says anything
    public Imported metricFlow(Map<String, String> texts) {
        var trees = trees(texts);
        if (trees.stream().noneMatch(ProjectReader::speaks)) throw nothing("dbt's semantic layer");
        return metricFlow(trees);
    }

    /// Documents of Apache Ossie, formerly Open Semantic Interchange.
    public Imported ossie(Map<String, String> texts) {
        var trees = trees(texts);
        if (trees.stream().noneMatch(OssieImport::speaks)) throw nothing("Apache Ossie");
        return ossie(trees);
    }

    /// Whichever format the documents are of.
    public Imported any(Map<String, String> texts) {
        var trees = trees(texts);
        if (trees.stream().anyMatch(OssieImport::speaks)) return ossie(trees);
        if (trees.stream().noneMatch(ProjectReader::speaks)) throw nothing("a format that is read");
        return metricFlow(trees);
    }

    private Imported ossie(List<Given> trees) {
        var ledger = new Ledger();
        var documents =
                OssieImport.of(trees.stream().filter(OssieImport::speaks).toList(), database, ledger);
        return new Imported(files("Apache Ossie", documents), ledger.entries(), null);
    }

    private static Map<String, String> files(String format, Map<String, List<Map<String, Object>>> made) {
        Map<String, String> files = new LinkedHashMap<>();
        made.forEach((kind, documents) -> {
            if (!documents.isEmpty())
                files.put(
                        kind + ".yaml",
                        DocumentText.of("Imported from " + format + " by datachat import. Yours to edit.", documents));
        });
        return files;
    }

    private Imported metricFlow(List<Given> trees) {
        var ledger = new Ledger();
        var result = MetricFlowImport.of(trees, database, tables, ledger);
        var files = files("dbt's semantic layer", result.documents());
        files.put(
                "names.txt",
                DocumentText.tree(
                        "What the names of the imported project are called here; dimensions by the model of the"
                                + " metric.",
                        result.names().table()));
        return new Imported(files, ledger.entries(), result.names());
    }

    static Rejection nothing(String format) {
        return new Rejection(Problem.of(ExchangeCode.NOTHING_THERE, "the files define nothing of " + format));
    }

    private List<Given> trees(Map<String, String> texts) {
        List<Given> trees = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        texts.forEach((source, text) -> {
            var whole = replace(text);
            try {
                if (source.endsWith(".json")) trees.add(Given.of(JsonTree.read(source, whole, MANIFEST)));
                else yaml(source, whole, trees, problems);
            } catch (Rejection rejection) {
                problems.addAll(rejection.problems());
            }
        });
        Rejection.unlessEmpty(problems);
        return trees;
    }

    private static void yaml(String source, String text, List<Given> trees, List<Problem> problems) {
        var read = YamlReader.read(source, text);
        problems.addAll(read.problems());
        for (var document : read.documents())
            if (document instanceof YamlNode.Mapping mapping) trees.add(Given.of(mapping));
    }

    private String replace(String text) {
        var whole = text;
        for (var pair : replaced.entrySet()) whole = whole.replace("$" + pair.getKey(), pair.getValue());
        return whole;
    }
}
