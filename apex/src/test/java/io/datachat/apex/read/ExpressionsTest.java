package io.datachat.apex.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpressionsTest {
    private static final Map<String, DataType> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("amount", new DataType.Decimal(12, 2));
        FIELDS.put("discount", Simple.DOUBLE);
        FIELDS.put("quantity", Simple.INTEGER);
        FIELDS.put("status", Simple.TEXT);
        FIELDS.put("order.status", Simple.TEXT);
        FIELDS.put("product.price", new DataType.Decimal(10, 2));
        FIELDS.put("ordered_at", Simple.TIMESTAMP);
        FIELDS.put("order.customer.signed_up", Simple.DATE);
        FIELDS.put("date", Simple.DATE);
        FIELDS.put("value", Simple.DOUBLE);
        FIELDS.put("attributes", Simple.JSON);
        FIELDS.put("tags", new DataType.Array(Simple.TEXT));
        FIELDS.put("revenue", new DataType.Decimal(38, 2));
        FIELDS.put("refunded", new DataType.Decimal(38, 2));
        FIELDS.put("orders", Simple.BIGINT);
    }

    private static final Scope SCOPE = new Scope() {
        @Override
        public Optional<Field> find(List<String> segments) {
            return Optional.ofNullable(FIELDS.get(String.join(".", segments))).map(type -> new Field(type, true));
        }

        @Override
        public Collection<String> names() {
            return FIELDS.keySet();
        }
    };

    private static String read(String text) {
        var expression = Expressions.read(SqlText.of("test", text), SCOPE);
        var paths =
                expression.references().stream().map(Expression.Reference::path).toList();
        return expression.rex().toString().replace("_UTF-8", "") + " " + paths + " "
                + expression.type().word();
    }

    private static Problem refused(String text) {
        return assertThrows(Rejection.class, () -> read(text)).problems().getFirst();
    }

    @Test
    void a_name_is_read_as_itself() {
        assertEquals("$0 [amount] decimal(12,2)", read("amount"));
        assertEquals("$0 [order.customer.signed_up] date", read("order.customer.signed_up"));
    }

    @Test
    void each_name_is_referred_to_once_in_order_of_first_use() {
        assertEquals("*($0, $1) [quantity, product.price] decimal(20,2)", read("quantity * product.price"));
        assertEquals(
                "-(*($0, $1), $0) [quantity, product.price] decimal(21,2)",
                read("quantity * product.price - quantity"));
    }

    @Test
    void names_that_are_keywords_elsewhere_are_names_here() {
        assertEquals("FLOOR($0, FLAG(MONTH)) [date] date", read("date_trunc('month', date)"));
        assertEquals("*($0, 2) [value] double", read("value * 2"));
    }

    @Test
    void conditions_may_compare_texts_and_paths() {
        assertEquals("<>($0, 'cancelled') [order.status] boolean", read("order.status <> 'cancelled'"));
        assertEquals("OR(=($0, 'a'), =($0, 'b')) [status] boolean", read("status in ('a', 'b')"));
    }

    @Test
    void arithmetic_of_metrics_is_an_expression_too() {
        assertEquals("-($0, $1) [revenue, refunded] decimal(38,2)", read("revenue - refunded"));
        assertTrue(read("round(coalesce(refunded, 0) / nullif(revenue, 0), 4)").contains("NULLIF"));
        assertTrue(read("abs(revenue) * 1.0 / orders").contains("[revenue, orders]"));
    }

    @Test
    void postgres_spellings_are_understood() {
        assertEquals("CAST($0):DOUBLE [quantity] double", read("quantity::double precision"));
        assertEquals("JSON_GET_TEXT($0, 'channel') [attributes] text", read("attributes->>'channel'"));
        assertEquals("+($0, 604800000:INTERVAL DAY) [ordered_at] timestamp", read("ordered_at + interval '1 week'"));
        assertEquals("ARRAY_HAS($0, 'vip') [tags] boolean", read("'vip' = any(tags)"));
    }

    @Test
    void what_needs_more_than_one_row_is_refused() {
        assertEquals(ReadCode.NOT_AN_EXPRESSION, refused("sum(amount)").code());
        assertEquals(ReadCode.NOT_AN_EXPRESSION, refused("count(*)").code());
        assertEquals(ReadCode.NOT_AN_EXPRESSION, refused("amount + (select 1)").code());
        assertEquals(
                ReadCode.NOT_AN_EXPRESSION,
                refused("row_number() over (order by amount)").code());
        assertEquals(ReadCode.UNKNOWN_PARAMETER, refused("amount > {least}").code());
    }

    @Test
    void an_unknown_name_is_told_with_its_place_and_the_nearest() {
        var problem = refused("quantity *\n  product.prise");
        assertEquals(ReadCode.UNKNOWN_NAME, problem.code());
        assertEquals("test:2:3", String.valueOf(problem.place()));
        assertEquals(List.of("product.price"), problem.choices());
    }

    @Test
    void a_condition_must_be_true_or_false() {
        var text = SqlText.of("test", "amount");
        var refusal = assertThrows(Rejection.class, () -> Expressions.readCondition(text, SCOPE));
        assertEquals(ReadCode.WRONG_ARGUMENTS, refusal.problems().getFirst().code());
    }

    @Test
    void texts_are_not_numbers() {
        assertEquals(ReadCode.WRONG_ARGUMENTS, refused("status = 5").code());
        assertEquals(ReadCode.WRONG_ARGUMENTS, refused("amount + status").code());
    }
}
