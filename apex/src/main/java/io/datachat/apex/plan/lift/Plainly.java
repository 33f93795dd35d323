package io.datachat.apex.plan.lift;

import io.datachat.apex.plan.difference.Wording;
import io.datachat.apex.plan.lift.form.Spelling;
import org.apache.calcite.rex.RexNode;

/// Expressions, and spelled ones, as a person says them.
final class Plainly {
    /// What is longer nobody reads.
    private static final int LONGEST = 300;

    private Plainly() {}

    static String of(RexNode rex, Spelling spelling) {
        var said = Wording.text(rex, index -> {
            var column = spelling.columns().apply(index);
            return column.way().table().name().table() + "." + column.name().replace("*", "");
        });
        return said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
    }

    /// `shop.orders.customer_id>shop.customers.id.region` → `customers.region`.
    static String of(String spelled) {
        var shown = spelled.length() > LONGEST ? spelled.substring(0, LONGEST) + "…" : spelled;
        return shown.replaceAll("[^\\s(',]*>([\\w]+\\.)?([\\w]+)\\.[\\w]+\\.(\\*?[\\w]+)", "$2.$3")
                .replaceAll("\\b[\\w]+\\.([\\w]+)\\.([\\w]+)\\b", "$1.$2")
                .replaceAll("\\b[dt]:(\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+)?)", "$1")
                .replaceAll("\\bn:(-?[0-9.]+)", "$1")
                .replaceAll(":(?:BIGINT|INTEGER|DOUBLE|TEXT|TIMESTAMP|DATE|BOOLEAN|DECIMAL)\\b", "");
    }
}
