package io.datachat.apex.read.text;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with a text of SQL, an expression or the values of its parameters.
public enum ReadCode implements ProblemCode {
    SYNTAX(
            "RD101",
            "SQL that cannot be parsed",
            "The text is not a query in DataChat's dialect (PostgreSQL's, see docs/sql.md). The place shows where"
                    + " reading stopped.",
            400),
    UNTERMINATED(
            "RD102",
            "Text, name or bracket without end",
            "A quote, comment, dollar quote or bracket is opened and never closed.",
            400),
    TWO_STATEMENTS(
            "RD103", "More than one statement", "Send one query at a time; a single ; at the end is allowed.", 400),
    NOT_A_QUERY(
            "RD104",
            "Not a query",
            "DataChat only reads: SELECT, WITH and VALUES. It never changes data or settings.",
            422),
    NOT_A_WRITE(
            "RD107",
            "Not a write that can be run",
            "Only INSERT, and UPDATE with WHERE, of one table can be proposed and run. What only reads is run without"
                    + " `--write`.",
            422),
    ONLY_DRAFTED(
            "RD108",
            "Never executed",
            "DELETE, TRUNCATE, GRANT and changes of the schema are never executed, with or without keys."
                    + " `datachat draft` writes them as scripts, with the way back, for a person to run.",
            422),
    ALL_ROWS("RD109", "Update of every row", "An UPDATE needs a WHERE that can be false for a row of its table.", 422),
    COLUMNS_UNNAMED("RD110", "Insert without names of columns", "Name the columns that the values go into.", 422),
    NO_KEY(
            "RD111",
            "Table without a key",
            "Rows that are written must be told apart, to be shown before and after. The table needs a primary key, or"
                    + " a unique key over columns that are never NULL, that the person who writes sees.",
            422),
    NOTHING("RD112", "NULL for a column that takes none", "The column is declared NOT NULL. Give it a value.", 422),
    TOO_LARGE(
            "RD105",
            "Text too long or too deep",
            "Shorten the text, split nested brackets, or put long lists into a table or a list parameter.",
            422),
    UNSUPPORTED(
            "RD106",
            "Construct that is not supported",
            "The construct differs between databases or cannot be planned safely; docs/sql.md lists what to write"
                    + " instead.",
            422),
    UNKNOWN_TABLE(
            "RD201",
            "Unknown table",
            "The table is not in the catalog of this database. Check the spelling and the schema, or refresh the"
                    + " catalog.",
            404),
    UNKNOWN_COLUMN(
            "RD202",
            "Unknown column",
            "No table in scope has the column. If another table has it, join that table.",
            404),
    AMBIGUOUS_COLUMN(
            "RD203",
            "Ambiguous column",
            "Several tables in scope have a column of this name; put the table's alias before it.",
            422),
    UNKNOWN_FUNCTION(
            "RD204",
            "Unknown function",
            "Only functions known to be harmless and to mean the same on every database may be used.",
            422),
    WRONG_ARGUMENTS(
            "RD205",
            "Function or operator with wrong types",
            "Types are not converted silently; write a CAST where a conversion is meant.",
            422),
    NOT_GROUPED(
            "RD206",
            "Column neither grouped nor aggregated",
            "Add the column to GROUP BY or put it into an aggregate function.",
            422),
    UNKNOWN_TYPE("RD207", "Unknown type", "Use one of the types of docs/sql.md.", 422),
    INVALID(
            "RD208",
            "Query that makes no sense",
            "The query could be parsed but is not valid; the message says why.",
            422),
    NOT_AN_EXPRESSION(
            "RD301",
            "Not a plain expression",
            "An expression of a DataPoint works on one row: no aggregates, sub-queries, windows or parameters."
                    + " Aggregation is declared beside it.",
            422),
    UNKNOWN_NAME(
            "RD302",
            "Unknown name in an expression",
            "A name in an expression is a column, a dimension, or a path to one: order.customer.region.",
            404),
    UNKNOWN_PARAMETER("RD401", "Unknown parameter", "The template declares no parameter of this name.", 404),
    MISSING_PARAMETER("RD402", "Missing parameter", "The parameter has no default; a value must be given.", 400),
    BAD_VALUE(
            "RD403",
            "Value does not fit its parameter",
            "The value has another type than declared, is out of range, or is not one of the allowed values.",
            400),
    UNSAFE_PARAMETER(
            "RD404",
            "Parameter that could change the statement",
            "Only an enum parameter whose allowed values are plain words may stand where SQL expects a keyword or a"
                    + " name.",
            422),
    INTERNAL(
            "RD901",
            "Query that could not be read",
            "Reading stopped for a reason that is ours, not the author's. Please report the query.",
            500);

    private final String id;
    private final String title;
    private final String help;
    private final int status;

    ReadCode(String id, String title, String help, int status) {
        this.id = id;
        this.title = title;
        this.help = help;
        this.status = status;
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
        return status;
    }
}
