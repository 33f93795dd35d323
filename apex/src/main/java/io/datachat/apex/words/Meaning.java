package io.datachat.apex.words;

/// What a phrase of the vocabulary stands for.
sealed interface Meaning {
    /// For people: `metric revenue`.
    String shown();

    /// @param proposed whether it waits for review
    record OfMetric(String id, boolean proposed) implements Meaning {
        @Override
        public String shown() {
            return "metric " + id;
        }
    }

    /// @param path    as a query may name it
    /// @param entity  where the path starts
    /// @param yesOrNo whether it is true or false, so that its name alone is a condition
    record OfDimension(String path, String entity, boolean yesOrNo) implements Meaning {
        @Override
        public String shown() {
            return "dimension " + path;
        }
    }

    /// A labelled value, known to belong to a dimension.
    record OfValue(OfDimension dimension, String value) implements Meaning {
        @Override
        public String shown() {
            return dimension.path() + " = " + value;
        }
    }

    /// Only for a better refusal: an entity cannot be asked for, its dimensions can.
    record OfEntity(String id) implements Meaning {
        @Override
        public String shown() {
            return "entity " + id;
        }
    }
}
