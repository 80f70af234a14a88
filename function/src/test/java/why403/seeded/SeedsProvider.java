package why403.seeded;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** One {@link Generator} for each seed. */
final class SeedsProvider implements ArgumentsProvider, AnnotationConsumer<Seeds> {

    private long first = 1;
    private int count = 1;

    @Override
    public void accept(Seeds seeds) {
        first = seeds.first();
        count = seeds.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return LongStream.range(first, first + count).mapToObj(seed -> Arguments.of(new Generator(seed)));
    }
}
