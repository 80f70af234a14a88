package why403.sample;

import why403.cause.ViewerCount;

/** Counts the viewers that a sample's forbidden records came from. */
public final class ViewerCounter {

    private ViewerCounter() {}

    /** The distinct viewers of the examined records. */
    public static ViewerCount of(Sample sample) {
        return new ViewerCount(sample.forbidden().stream()
                .flatMap(examined -> Networks.client(examined.record()).stream())
                .distinct()
                .count());
    }
}
