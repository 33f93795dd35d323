package io.datachat.apex.govern;

import com.google.common.collect.ImmutableList;
import io.datachat.apex.catalog.Table;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/// What one person sees of a table: masks over a filter over its scan, in one piece.
///
/// It is a leaf, so that no later stage can reach into it, move a condition across it or take it apart; only the
/// renderer opens it, as a query level of its own. Nothing but [Governor] can make one.
public final class Secured extends AbstractRelNode implements Hintable {
    private final Table.Name table;
    private final RelNode view;
    private final ImmutableList<RelHint> hints;
    private final boolean fenced;

    private Secured(
            RelOptCluster cluster, Table.Name table, RelNode view, ImmutableList<RelHint> hints, boolean fenced) {
        super(cluster, view.getTraitSet());
        this.table = table;
        this.view = view;
        this.hints = hints;
        this.fenced = fenced;
    }

    static Secured of(RelOptTable table, RelNode view, ImmutableList<RelHint> hints) {
        var name = table.getQualifiedName();
        return new Secured(
                view.getCluster(), new Table.Name(name.get(name.size() - 2), name.getLast()), view, hints, false);
    }

    /// The same rows, with nothing of the question computed before it is known which rows they are.
    Secured fence() {
        return new Secured(getCluster(), table, view, hints, true);
    }

    Secured seeing(RelNode other) {
        return new Secured(getCluster(), table, other, hints, fenced);
    }

    public Table.Name table() {
        return table;
    }

    /// Its rows.
    public RelNode view() {
        return view;
    }

    /// Whether the database must have found its rows before it computes anything of them: an error in what a person
    /// asks would tell of rows that they do not see.
    public boolean fenced() {
        return fenced;
    }

    @Override
    protected RelDataType deriveRowType() {
        return view.getRowType();
    }

    @Override
    public ImmutableList<RelHint> getHints() {
        return hints;
    }

    @Override
    public RelNode withHints(List<RelHint> other) {
        return new Secured(getCluster(), table, view, ImmutableList.copyOf(other), fenced);
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    @Override
    public double estimateRowCount(RelMetadataQuery metadata) {
        return metadata.getRowCount(view);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("table", table.toString())
                .item("view", RelOptUtil.toString(view))
                .item("fenced", fenced);
    }
}
