package why403.benchmark.arrival;

import java.util.Random;

/** When the log objects of a day arrive. */
enum ArrivalOrder {
    IN_ORDER("in order") {
        @Override
        int delay(Random random) {
            return 0;
        }
    },
    SHUFFLED("shuffled within an hour") {
        @Override
        int delay(Random random) {
            return random.nextInt(60);
        }
    },
    DELAYED("a tenth delayed by 30 minutes") {
        @Override
        int delay(Random random) {
            return random.nextInt(10) == 0 ? 30 : 0;
        }
    };

    private final String words;

    ArrivalOrder(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** How many minutes after its last record an object arrives. */
    abstract int delay(Random random);
}
