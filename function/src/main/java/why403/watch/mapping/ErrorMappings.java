package why403.watch.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import why403.account.Account;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.history.KnownMappings;
import why403.tally.ErrorMapping;
import why403.tally.Forbidden;
import why403.watch.mapping.ErrorMappingCache.Fresh;

/**
 * Which records of a distribution count as forbidden, according to its custom error responses. If the role may not read
 * these or the distribution does not exist, only a 403 counts. While CloudFront does not answer, those known last count.
 * Create one for each event.
 */
public final class ErrorMappings {

    /** An event about more distributions asks for the list of all, once. */
    private static final int MOST_ONE_BY_ONE = 20;

    private static final Duration CACHED = Duration.ofMinutes(5);

    /** Every question to an account that does not answer costs seconds, so not every event asks again. */
    private static final Duration CACHED_WITHOUT_ANSWER = Duration.ofMinutes(1);

    /** Nothing is stored of a recorded account, because all its answers are there. */
    private static final KnownMappings NONE_KNOWN = new KnownMappings() {
        @Override
        public Optional<ErrorMapping> of(String distribution) {
            return Optional.of(ErrorMapping.NONE);
        }

        @Override
        public void put(String distribution, ErrorMapping mapping) {}

        @Override
        public void putAll(Map<String, ErrorMapping> mappings) {}
    };

    private final Account account;
    private final KnownMappings known;
    private final ErrorMappingCache cache;
    private final Consumer<String> problems;
    private int askedOneByOne;
    private Optional<ListedMappings> listing = Optional.empty();

    private ErrorMappings(Account account, KnownMappings known, ErrorMappingCache cache, Consumer<String> problems) {
        this.account = account;
        this.known = known;
        this.cache = cache;
        this.problems = problems;
    }

    /**
     * The mappings of a live account.
     *
     * @param known survives the process; each new answer is stored there
     * @param cache can serve later events
     * @param problems receives a sentence for each distribution whose last known mapping is used
     */
    public static ErrorMappings live(
            Account account, KnownMappings known, ErrorMappingCache cache, Consumer<String> problems) {
        return new ErrorMappings(account, known, cache, problems);
    }

    /** The mappings of a recorded account. Trying again would not change its answers. */
    public static ErrorMappings recorded(Account account) {
        return new ErrorMappings(account, NONE_KNOWN, new ErrorMappingCache(() -> Instant.EPOCH), problem -> {});
    }

    /**
     * Decides about the records of a distribution.
     *
     * @throws UnknownMappingException if CloudFront does not answer now and the mapping was never known
     * @throws why403.history.StoreException if the known mapping cannot be fetched or stored
     */
    public Forbidden of(String distribution) {
        return cache.of(distribution, () -> ask(distribution));
    }

    private Fresh ask(String distribution) {
        if (askedOneByOne < MOST_ONE_BY_ONE) {
            askedOneByOne++;
            return askAbout(distribution);
        }
        ListedMappings listed = listing();
        if (listed.isKnown()) {
            return new Fresh(listed.byDistribution().getOrDefault(distribution, ErrorMapping.NONE), CACHED);
        }
        return listed.mayComeLater() ? lastKnown(distribution) : askAbout(distribution);
    }

    private ListedMappings listing() {
        if (listing.isEmpty()) {
            ListedMappings listed = ListedMappings.ask(account);
            known.putAll(listed.byDistribution());
            listing = Optional.of(listed);
        }
        return listing.get();
    }

    private Fresh askAbout(String distribution) {
        Answer<GetDistributionResponse> answer = account.ask(CloudFrontQuestions.distribution(distribution));
        if (answer instanceof Answer.NotChecked<?> unanswered
                && unanswered.why().mayPass()) {
            return lastKnown(distribution);
        }
        ErrorMapping mapping = mapping(answer);
        if (answer instanceof Answer.Found && !known.of(distribution).equals(Optional.of(mapping))) {
            known.put(distribution, mapping);
        }
        return new Fresh(mapping, CACHED);
    }

    private Fresh lastKnown(String distribution) {
        ErrorMapping mapping = known.of(distribution).orElseThrow(() -> new UnknownMappingException(distribution));
        problems.accept("Which records of " + distribution + " are forbidden was decided by the custom error responses"
                + " that were known last, because CloudFront throttled the question or did not answer.");
        return new Fresh(mapping, CACHED_WITHOUT_ANSWER);
    }

    private static ErrorMapping mapping(Answer<GetDistributionResponse> answer) {
        return ErrorMappingReader.of(answer.found()
                .flatMap(response -> Optional.ofNullable(response.distribution()))
                .map(Distribution::distributionConfig)
                .map(DistributionConfig::customErrorResponses));
    }
}
