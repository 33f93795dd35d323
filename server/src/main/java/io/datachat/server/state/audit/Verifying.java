package io.datachat.server.state.audit;

import io.datachat.server.state.audit.Trail.Finding;
import io.datachat.server.state.audit.Trail.Verified;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Walks the whole chain and says what does not fit.
final class Verifying {
    private static final int PAGE = 5_000;
    private static final int MOST = 100;
    private final AuditRecords records;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, String> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private long seq;
    private String hash = Chained.BEGINNING;
    private long read;

    Verifying(AuditRecords records) {
        this.records = records;
    }

    Verified walk(Heads.Head head, List<Anchors.Anchor> known) {
        for (var anchor : known) {
            var before = anchors.putIfAbsent(anchor.seq(), anchor.hash());
            if (before != null && !before.equals(anchor.hash()))
                found(anchor.seq(), "two anchors of this record have different hashes");
        }
        List<Chained> page;
        do {
            page = records.next(seq, PAGE);
            for (var each : page) check(each, head);
        } while (page.size() == PAGE);
        if (seq < head.seq()) found(seq + 1, "records " + (seq + 1) + " to " + head.seq() + " were cut off the end");
        anchors.forEach((place, expected) -> {
            if (place > seq) found(place, "an anchor knows this record, which is missing at the end");
        });
        return new Verified(read, open.size(), seq + ":" + hash, findings);
    }

    private void check(Chained each, Heads.Head head) {
        read++;
        if (each.seq() == head.seq() + 1) found(each.seq(), "records were put behind the end, from " + each.seq());
        if (each.seq() != seq + 1)
            found(
                    seq + 1,
                    each.seq() == seq + 2
                            ? "record " + (seq + 1) + " is missing"
                            : "records " + (seq + 1) + " to " + (each.seq() - 1) + " are missing");
        else if (!each.digest(hash).equals(each.hash()))
            found(each.seq(), "record " + each.seq() + " is not as it was written, or not in its place");
        seq = each.seq();
        hash = each.hash();
        var anchor = anchors.get(seq);
        if (anchor != null && !anchor.equals(hash))
            found(seq, "an anchor has another hash for record " + seq + ": the chain up to here was written anew");
        if (seq == head.seq() && !hash.equals(head.hash()))
            found(seq, "the end of the chain has another hash than it had");
        paired(each);
    }

    private void paired(Chained each) {
        if (each.phase().equals(Chained.INTENT)) {
            if (!"dry_run".equals(each.kind())) open.add(each.question());
        } else if (!open.remove(each.question())) {
            found(each.seq(), "record " + each.seq() + " is the outcome of a question that was never begun");
        }
    }

    private void found(long record, String what) {
        if (findings.size() < MOST) findings.add(new Finding(record, what));
    }
}
