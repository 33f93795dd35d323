package io.datachat.apex.read.write;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.write.Assignment.Refusals;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.type.SqlTypeName;

/// Whether values fit the columns that they are written into. Nothing is converted silently but to what holds more; of
/// decimals the last digits may be rounded, as a database does and the sample shows.
public final class Fitting {
    private Fitting() {}

    /// @param rows the key, if any, then the values
    public static void require(Assignment written, RelNode rows, Refusals refuse) {
        var fields = rows.getRowType().getFieldList();
        var first = fields.size() - written.columns().size();
        if (first < 0 || (written.kind() == Assignment.Kind.INSERT && first != 0))
            throw refuse.at(
                    written.places().getFirst(),
                    ReadCode.INVALID,
                    fields.size() + " values for " + written.columns().size() + " columns");
        for (var i = 0; i < written.columns().size(); i++) {
            var column = written.columns().get(i);
            var type = fields.get(first + i).getType();
            var given = RelationalTypes.from(type);
            if (type.getSqlTypeName() == SqlTypeName.NULL || fits(given, column.type())) continue;
            throw refuse.at(
                    written.places().get(i),
                    Problem.of(
                                    ReadCode.WRONG_ARGUMENTS,
                                    "column '" + column.name() + "' is "
                                            + column.type().word() + ", the value " + given.word())
                            .hint(hint(given, column)));
        }
    }

    private static String hint(DataType given, io.datachat.apex.catalog.Table.Column column) {
        if (given == Simple.TEXT && column.type().temporal())
            return "give the parameter its type, such as :" + column.name() + " of type "
                    + (column.type() == Simple.DATE ? "date" : "timestamp");
        return "write CAST(… AS " + column.type().word() + ") where the conversion is meant";
    }

    private static boolean fits(DataType given, DataType column) {
        if (given.equals(column)) return true;
        return switch (column) {
            case DataType.Decimal _ -> given.numeric() && given != Simple.DOUBLE;
            case Simple.DOUBLE -> given.numeric();
            case Simple.INTEGER, Simple.BIGINT -> whole(given);
            case Simple.TIMESTAMP -> given == Simple.DATE;
            case Simple _, DataType.Array _, DataType.Unknown _ -> false;
        };
    }

    private static boolean whole(DataType given) {
        return given == Simple.INTEGER
                || given == Simple.BIGINT
                || (given instanceof DataType.Decimal decimal && decimal.scale() == 0);
    }
}
