package io.datachat.apex.fresh;

import io.datachat.apex.fresh.Ground.Relation;
import io.datachat.apex.fresh.ViewStatus.State;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// What is known of a view, for people.
final class Telling {
    private static final int SHOWN = 3;

    private Telling() {}

    static ViewStatus status(String database, Target target, State state, String why) {
        var view = target.view();
        return new ViewStatus(
                database,
                view == null ? target.asked().name() : view.name().toString(),
                state,
                view == null ? target.asked().on() : names(target.tables()),
                names(target.silent()),
                names(target.above()),
                null,
                null,
                null,
                null,
                0,
                why,
                target.notes());
    }

    static String silence(Target target) {
        var silent = names(target.silent());
        var shown = silent.stream().limit(SHOWN).collect(Collectors.joining(", "));
        var more = silent.size() > SHOWN ? " and " + (silent.size() - SHOWN) + " more" : "";
        return shown + more + (silent.size() == 1 ? " does" : " do") + " not tell of changes ["
                + FreshCode.NO_TRIGGER.id() + "]; run what 'datachat freshness triggers' prints";
    }

    private static List<String> names(Collection<Relation> relations) {
        return relations.stream().map(each -> each.name().toString()).sorted().toList();
    }
}
