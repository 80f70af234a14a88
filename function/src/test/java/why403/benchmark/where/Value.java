package why403.benchmark.where;

import why403.sample.Dimension;
import why403.sample.DimensionValues;

/** A value of one dimension. */
record Value(Dimension dimension, String text) {

    boolean holds(Request request) {
        return text.equals(request.in(dimension));
    }

    boolean holds(DimensionValues place) {
        return place.in(dimension).filter(text::equals).isPresent();
    }
}
