package io.datachat.apex.read.parameter;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.datapoint.Execution.Parameter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;

/// Where the value of a template's parameter will stand in the measure that the template was opened as. A plan puts a
/// bind of its own in its place.
public final class Placeholder extends RexDynamicParam {
    private static final long serialVersionUID = 1L;
    private final String metric;
    private final transient Parameter parameter;

    /// @param index one for each parameter of each metric of a model: placeholders are equal when their indexes are
    public Placeholder(RelDataType type, int index, String metric, Parameter parameter) {
        super(type, index);
        this.metric = metric;
        this.parameter = parameter;
    }

    /// The metric whose template declares the parameter.
    public String metric() {
        return metric;
    }

    public Parameter parameter() {
        return parameter;
    }

    /// Two metrics may have parameters of one name, each with its own default.
    public String name() {
        return metric + "." + parameter.name();
    }

    /// The type that the value is bound with.
    public DataType type() {
        return ParameterValues.type(parameter.type());
    }
}
