package io.datachat.apex.audit;

import io.datachat.apex.problem.Rejection;

/// Keeps two records for each question: what will be asked, then what came of it. Safe for use by many threads.
public interface Audit {
    /// For an engine inside a program that keeps records of its own.
    Audit NONE = new Unkept();

    /// Writes down what will be asked.
    ///
    /// @return when the record would survive a crash
    /// @throws Rejection when it cannot be written; then nothing may run
    Begun begin(Intent intent);

    /// Writes down what was compiled and will not run. It is kept a moment later: no row depends on it.
    ///
    /// @throws Rejection when records cannot be written
    void note(Intent intent);

    /// A value as the audit may hold it: equal for equal values of one project, and no way back.
    String veil(String value);

    /// A question whose intent is written.
    interface Begun {
        /// @throws Rejection when it cannot be written; then the end of the answer may not be given out
        void end(Outcome outcome);
    }
}
