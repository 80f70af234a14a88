package why403.seeded;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a parameterized test once for each of the seeds 1, 2, 3 and so on, each time with a new {@link Generator}. The
 * failure of an invocation names its seed. To repeat that one alone, write {@code first = <seed>, value = 1} for a moment.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(SeedsProvider.class)
@ExtendWith(SeedReport.class)
public @interface Seeds {

    /** How many seeds the test runs with. */
    int value() default 1000;

    /** The first seed. */
    long first() default 1;
}
