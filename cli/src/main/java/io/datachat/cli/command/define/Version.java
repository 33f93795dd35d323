package io.datachat.cli.command.define;

import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Failures;
import io.datachat.cli.terminal.Terminal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One version of the definitions. Its places name files below its folder, so that two versions call a file alike.
///
/// @param label  as it was asked for
/// @param prefix what leads to its files: a folder, or `main:datapoints`
record Version(String label, String prefix, Library library) {
    @Nullable
    Place placed(@Nullable Place place) {
        return place == null ? null : Place.at(prefix + "/" + place.source(), place.line(), place.column());
    }

    Problem placed(Problem problem) {
        var place = placed(problem.place());
        return place == null ? problem : problem.at(place);
    }

    /// What keeps files from being read; warnings are the linter's.
    List<Problem> errors() {
        return library.problems().stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .map(this::placed)
                .toList();
    }

    /// Tells what is wrong with either version.
    ///
    /// @return whether anything is
    static boolean errors(Version old, Version now, Terminal terminal, CommonOptions options) {
        var errors = Stream.concat(old.errors().stream(), now.errors().stream())
                .distinct()
                .toList();
        if (!errors.isEmpty()) Failures.print(errors, terminal, options.format());
        return !errors.isEmpty();
    }
}
