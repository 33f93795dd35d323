package io.datachat.apex.exchange.ledger;

/// How much of a foreign definition came over.
public enum Fidelity {
    EXACT,
    /// It answers, but not in every respect as it did there; the reason says in which.
    APPROXIMATE,
    /// Nothing of it came over.
    NOT
}
