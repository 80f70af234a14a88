package why403.cli;

import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import software.amazon.awssdk.services.cloudfront.model.LoggingConfig;
import why403.account.Account;
import why403.account.Answer;
import why403.account.CloudFrontQuestions;
import why403.aws.LogDeliveries;
import why403.aws.LogDeliveries.Place;
import why403.aws.LogObjectListing;
import why403.aws.LogObjectListing.Keys;
import why403.aws.LogObjectListing.Listed;
import why403.aws.NoAccessException;
import why403.log.LogName;
import why403.log.LogStore;
import why403.text.Glob;
import why403.text.Phrases;
import why403.text.Printable;
import why403.trigger.LogObject;

/** Finds log objects in S3: those of a distribution, and those at an address. */
final class LiveLogs {

    static final String S3 = "s3://";

    /** CloudFront stores a log after its hour has begun, and most within an hour of the requests. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private static final DateTimeFormatter HOUR_IN_KEY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String BUCKET_DOMAIN = ".s3.";

    private final Account account;
    private final LogObjectListing listing;
    private final LogDeliveries deliveries;
    private final LogStore store;
    private final Instant from;
    private final Instant to;
    private final int mostObjects;
    private final PrintStream err;
    private final Set<String> distributions = new TreeSet<>();
    private boolean isAddressed;

    /**
     * The logs of this time.
     *
     * @param mostObjects of one target; the newest are read
     */
    LiveLogs(
            Account account,
            LogObjectListing listing,
            LogDeliveries deliveries,
            LogStore store,
            Instant from,
            Instant to,
            int mostObjects,
            PrintStream err) {
        this.account = account;
        this.listing = listing;
        this.deliveries = deliveries;
        this.store = store;
        this.from = from;
        this.to = to;
        this.mostObjects = mostObjects;
        this.err = err;
    }

    /** Opens the objects. */
    LogStore store() {
        return store;
    }

    /** The objects of an address in S3, or of a distribution that is named by its id, an alias or a URL. */
    List<LogObject> of(String target) throws NoAccessException, WrongArgumentsException {
        if (target.startsWith(S3)) {
            String rest = target.substring(S3.length());
            int slash = rest.indexOf('/');
            String bucket = slash < 0 ? rest : rest.substring(0, slash);
            if (bucket.isEmpty()) {
                throw new WrongArgumentsException("An address in S3 has a bucket: s3://bucket/prefix.");
            }
            isAddressed = true;
            return newest(target, listing.of(bucket, Keys.below(slash < 0 ? "" : rest.substring(slash + 1))));
        }
        return ofDistribution(target, LogName.isDistributionId(target) ? target : id(host(target)));
    }

    private static String host(String target) throws WrongArgumentsException {
        if (!target.contains("://")) {
            return target.toLowerCase(Locale.ROOT);
        }
        try {
            return Optional.ofNullable(new URI(target).getHost())
                    .orElseThrow(() -> new WrongArgumentsException(target + " has no host."))
                    .toLowerCase(Locale.ROOT);
        } catch (URISyntaxException garbage) {
            throw new WrongArgumentsException(target + " is not a URL.");
        }
    }

    private String id(String host) throws NoAccessException, WrongArgumentsException {
        Answer<ListDistributionsResponse> answer = account.ask(CloudFrontQuestions.listDistributions());
        if (answer instanceof Answer.NotChecked<?>) {
            throw new NoAccessException(
                    "The distributions of the account could not be listed (cloudfront:ListDistributions). Use other"
                            + " credentials, or name the distribution by its id.",
                    null);
        }
        List<DistributionSummary> all = answer.found()
                .map(ListDistributionsResponse::distributionList)
                .map(DistributionList::items)
                .orElse(List.of());
        return Stream.concat(
                        all.stream().filter(one -> names(one).anyMatch(host::equalsIgnoreCase)),
                        all.stream().filter(one -> names(one).anyMatch(name -> isWildcardFor(name, host))))
                .map(DistributionSummary::id)
                .findFirst()
                .orElseThrow(() -> new WrongArgumentsException("There is no file " + host
                        + ", and no distribution of this account has this domain name or alias. If another account has it, use"
                        + " --profile."));
    }

    private static Stream<String> names(DistributionSummary distribution) {
        return Stream.concat(
                Stream.ofNullable(distribution.domainName()),
                Stream.ofNullable(distribution.aliases()).map(Aliases::items).flatMap(List::stream));
    }

    /** {@code *.example.com} stands for one label or more. */
    private static boolean isWildcardFor(String alias, String host) {
        return alias.startsWith("*.")
                && Glob.pattern(alias.toLowerCase(Locale.ROOT)).matches(host);
    }

    private List<LogObject> ofDistribution(String target, String id) throws NoAccessException, WrongArgumentsException {
        Answer<GetDistributionResponse> answer = account.ask(CloudFrontQuestions.distribution(id));
        if (answer instanceof Answer.Refused<?>) {
            throw new WrongArgumentsException("There is no file " + target + ", and this account has no distribution "
                    + id + ". If another account has it, use --profile.");
        }
        Distribution distribution = answer.found()
                .map(GetDistributionResponse::distribution)
                .orElseThrow(() -> new NoAccessException(
                        "The configuration of distribution " + id
                                + " could not be read (cloudfront:GetDistribution), so"
                                + " where it logs is not known. Use other credentials, or name the bucket:"
                                + " s3://bucket/prefix.",
                        null));
        LoggingConfig logging = distribution.distributionConfig().logging();
        boolean isLegacy = logging != null
                && Boolean.TRUE.equals(logging.enabled())
                && !logging.bucket().isEmpty();
        List<Place> places = places(distribution, isLegacy);
        if (!isLegacy && places.isEmpty()) {
            throw new NoAccessException(
                    "Distribution " + id
                            + " delivers no standard logs to S3. Turn on standard logging; docs/logging.md has"
                            + " the commands. If the logs are elsewhere, name them: a folder, or s3://bucket/prefix.",
                    null);
        }
        List<Listed> listed = new ArrayList<>(isLegacy ? legacy(id, logging) : List.of());
        for (Place place : places) {
            listed.addAll(listing.of(place.bucket(), Keys.below(place.prefix())));
        }
        distributions.add(id);
        return newest(id, listed);
    }

    /** Whether a record is asked for: a bucket that was found can hold the logs of other distributions too. */
    boolean isAskedFor(String distribution) {
        return isAddressed || distributions.isEmpty() || distributions.contains(distribution);
    }

    /** Most distributions log in one way, so whoever may not see the other one still gets an answer. */
    private List<Place> places(Distribution distribution, boolean isLegacy) throws NoAccessException {
        try {
            return deliveries.of(distribution.arn());
        } catch (NoAccessException refused) {
            if (!isLegacy) {
                throw refused;
            }
            err.println(Printable.line("Only the logs of standard logging (legacy) are read. " + refused.getMessage()));
            return List.of();
        }
    }

    private List<Listed> legacy(String id, LoggingConfig logging) throws NoAccessException {
        String prefix = Optional.ofNullable(logging.prefix()).orElse("") + id + ".";
        return listing.of(
                bucket(logging.bucket()),
                new Keys(prefix, prefix + HOUR_IN_KEY.format(from.minus(EARLIER)), prefix + HOUR_IN_KEY.format(to)));
    }

    private static String bucket(String domain) {
        int end = domain.indexOf(BUCKET_DOMAIN);
        return end < 0 ? domain : domain.substring(0, end);
    }

    /** An object that was stored before the time begins has no record of it. */
    private List<LogObject> newest(String target, List<Listed> listed) throws WrongArgumentsException {
        List<Listed> inTime = listed.stream()
                .filter(one -> !one.modified().isBefore(from.truncatedTo(ChronoUnit.MINUTES)))
                .sorted(Comparator.comparing(Listed::modified).reversed())
                .toList();
        if (inTime.isEmpty()) {
            throw new WrongArgumentsException(
                    listed.isEmpty()
                            ? "There are no log objects of " + target
                                    + " in this time. CloudFront delivers most logs within an"
                                    + " hour of the requests; --since or --from names another time."
                            : "The log objects of " + target
                                    + " are older than the time that was asked for. --since or --from names"
                                    + " another time.");
        }
        if (inTime.size() > mostObjects) {
            err.println(Printable.line("Of " + Phrases.count(inTime.size(), "log object") + " of " + target
                    + ", the newest " + Phrases.number(mostObjects) + " are read (--max-objects)."));
        }
        return inTime.stream().limit(mostObjects).map(Listed::object).toList();
    }
}
