package io.datachat.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Numbers as their metric's `format` wants them seen: shares as percent, amounts with the decimals of their currency.
final class Figures {
    private static final int CENTS = 2;
    private static final int FINEST = 6;

    private Figures() {}

    /// A share of 0.0307 is `3.07 %`. All of a column have one scale, fine enough that the smallest shows two
    /// digits.
    static List<String> percent(List<? extends @Nullable Object> values) {
        var scale = Math.clamp(
                values.stream()
                        .flatMap(value -> exact(value).stream())
                        .filter(number -> number.signum() != 0)
                        .mapToInt(number -> number.movePointRight(2)
                                .round(new MathContext(2, RoundingMode.HALF_UP))
                                .scale())
                        .max()
                        .orElse(CENTS),
                CENTS,
                FINEST);
        return shown(
                values, number -> Cells.grouped(number.movePointRight(2).setScale(scale, RoundingMode.HALF_UP)) + " %");
    }

    /// @param unit a currency of ISO 4217 decides the decimals, any other unit has cents; whole numbers stay whole
    static List<String> money(List<? extends @Nullable Object> values, @Nullable String unit) {
        var scale = decimals(unit);
        return shown(
                values,
                number -> Cells.grouped(number.scale() <= 0 ? number : number.setScale(scale, RoundingMode.HALF_UP)));
    }

    private static int decimals(@Nullable String unit) {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(unit))
                .mapToInt(Currency::getDefaultFractionDigits)
                .filter(digits -> digits >= 0)
                .findFirst()
                .orElse(CENTS);
    }

    private static List<String> shown(List<? extends @Nullable Object> values, Function<BigDecimal, String> number) {
        return values.stream()
                .map(value -> exact(value).map(number).orElseGet(() -> Cells.cell(value, false, CENTS)))
                .toList();
    }

    private static Optional<BigDecimal> exact(@Nullable Object value) {
        return switch (value) {
            case Long whole -> Optional.of(BigDecimal.valueOf(whole));
            case Integer whole -> Optional.of(BigDecimal.valueOf(whole));
            case BigDecimal decimal -> Optional.of(decimal);
            case Double real when Double.isFinite(real) -> Optional.of(new BigDecimal(real.toString()));
            case null, default -> Optional.empty();
        };
    }
}
