package why403.diagnosis.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import why403.cause.Certainty;
import why403.diagnosis.inquiry.AccountInquiry;
import why403.diagnosis.request.Behavior;
import why403.diagnosis.request.DistributionArn;
import why403.diagnosis.request.ForbiddenRequest;
import why403.diagnosis.request.IncidentContext;
import why403.diagnosis.request.OriginAccess;
import why403.diagnosis.request.RequestKind;
import why403.diagnosis.request.S3Bucket;
import why403.diagnosis.request.S3Operation;
import why403.diagnosis.request.S3Signature;
import why403.log.Field;
import why403.log.LogRecord;
import why403.policy.Caller;

/** Data that the S3 checks of one diagnosis share: the requests that reached buckets, and what the account says of these. */
public final class S3Inspection {

    private final IncidentContext incident;
    private final IdentityHashMap<ForbiddenRequest, Optional<S3Request>> requests = new IdentityHashMap<>();
    private final IdentityHashMap<ForbiddenRequest, Optional<WebsiteRequest>> websites = new IdentityHashMap<>();
    private final Optional<DistributionArn> distributionArn;
    private final Map<String, Optional<S3Bucket>> buckets = new HashMap<>();
    private final Map<String, Optional<S3Bucket>> websiteBuckets = new HashMap<>();
    private final Map<String, Boolean> accessPoints = new HashMap<>();
    private final Map<String, OriginAccess> accesses = new HashMap<>();
    private final Map<String, Map<Optional<String>, Map<Instant, Caller>>> callers = new HashMap<>();
    private final IdentityHashMap<Behavior, List<String>> rewriters = new IdentityHashMap<>();
    private final Map<S3Bucket, BucketPolicy> policies = new HashMap<>();
    private final Map<S3Bucket, PublicAccess> publicAccess = new HashMap<>();
    private final Map<S3Bucket, ObjectOwners> owners = new HashMap<>();
    private final Map<String, Boolean> servedByLists = new HashMap<>();
    private final ObjectLookups objects;
    private final KeyLookups keys;

    public S3Inspection(IncidentContext incident) {
        this.incident = incident;
        this.distributionArn = incident.distribution().flatMap(DistributionArn::of);
        this.objects = new ObjectLookups(incident, this::wanted);
        this.keys = new KeyLookups(incident.account(), distributionArn, objects);
    }

    Optional<Distribution> distribution() {
        return incident.distribution();
    }

    /** The request to the bucket that most surely refused it; empty if no bucket can have refused it. */
    public Optional<S3Request> of(ForbiddenRequest forbidden) {
        Optional<S3Request> known = requests.get(forbidden);
        if (known == null) {
            known = find(forbidden);
            requests.put(forbidden, known);
        }
        return known;
    }

    private Optional<S3Request> find(ForbiddenRequest forbidden) {
        List<Origin> origins = forbidden.origins();
        if (origins.size() == 1) {
            return S3Request.of(forbidden, origins.get(0), this);
        }
        List<S3Request> candidates = new ArrayList<>();
        for (Origin origin : origins) {
            S3Request.of(forbidden, origin, this).ifPresent(candidates::add);
        }
        return candidates.isEmpty() ? Optional.empty() : surest(candidates);
    }

    /** Whether the REST endpoint of a bucket may have refused requests of that kind: {@link #of} is empty for all others. */
    public boolean mayBeOfBucket(RequestKind kind) {
        return kind.origins().stream().anyMatch(origin -> bucket(origin).isPresent())
                && distribution()
                        .flatMap(known -> S3Signature.bound(kind, known))
                        .isPresent();
    }

    /** Whether requests of that kind went to a bucket's website endpoint: {@link #website} is empty for all others. */
    public boolean isOfWebsite(RequestKind kind) {
        return kind.origin()
                .flatMap(origin -> websiteBucket(origin.domainName()))
                .isPresent();
    }

    /** If several are equally sure, the first, because the likeliest origin comes first. */
    private static Optional<S3Request> surest(List<S3Request> candidates) {
        Comparator<S3Request> lessSure = Comparator.<S3Request, Boolean>comparing(
                        request -> certainty(request).isPresent())
                .thenComparing(request -> certainty(request).orElse(Certainty.POSSIBLE));
        return candidates.stream().reduce((one, other) -> lessSure.compare(one, other) >= 0 ? one : other);
    }

    private static Optional<Certainty> certainty(S3Request request) {
        return request.access() instanceof OriginAccess.NeverSigning
                ? Optional.empty()
                : request.grantFault().map(GrantFault::certainty);
    }

    private Stream<ObjectLookups.Wanted> wanted(ForbiddenRequest forbidden) {
        Optional<ObjectLookups.Wanted> ofWebsite = website(forbidden)
                .filter(request -> request.mayMissItsObject(this))
                .flatMap(request ->
                        request.key().map(key -> new ObjectLookups.Wanted(request.bucket(), key, Optional.empty())));
        return Stream.of(of(forbidden).flatMap(S3Request::wanted), ofWebsite).flatMap(Optional::stream);
    }

    Optional<S3Bucket> bucket(Origin origin) {
        return buckets.computeIfAbsent(
                origin.id(), id -> S3Bucket.ofHost(origin.domainName()).map(this::withRegion));
    }

    /** The bucket with its region, if the host name of any origin of the distribution contains it. */
    private S3Bucket withRegion(S3Bucket bucket) {
        return incident.settings().origins().stream()
                .flatMap(origin -> S3Bucket.ofHost(origin.domainName()).stream())
                .filter(other -> other.equals(bucket) && other.region().isPresent())
                .findFirst()
                .orElse(bucket);
    }

    /** The names of the functions that can rewrite the requests of a cache behavior to its origin. */
    List<String> rewriters(Behavior behavior) {
        return rewriters.computeIfAbsent(behavior, Behavior::rewriters);
    }

    /** The caller that the bucket's policy sees. Many records share one, because times are whole seconds. */
    Caller caller(Origin origin, LogRecord record) {
        return callers.computeIfAbsent(origin.id(), id -> new HashMap<>())
                .computeIfAbsent(record.raw(Field.PROTOCOL), protocol -> new HashMap<>())
                .computeIfAbsent(record.time(), time -> access(origin).caller(distributionArn, origin, record));
    }

    OriginAccess access(Origin origin) {
        return accesses.computeIfAbsent(origin.id(), id -> OriginAccess.of(origin, incident.account()));
    }

    /** The identities with which the distribution's origins ask for the bucket's objects. */
    List<OriginAccess> accesses(S3Bucket bucket) {
        return incident.settings().origins().stream()
                .filter(origin -> bucket(origin).filter(bucket::equals).isPresent())
                .map(this::access)
                .toList();
    }

    BucketPolicy policy(S3Bucket bucket) {
        return policies.computeIfAbsent(bucket, asked -> BucketPolicy.of(asked, incident.account()));
    }

    /** The objects of the requests. */
    public ObjectLookups objects() {
        return objects;
    }

    /** The request to a bucket's website endpoint; empty if the likeliest origin is none, or if it did not answer. */
    public Optional<WebsiteRequest> website(ForbiddenRequest forbidden) {
        Optional<WebsiteRequest> known = websites.get(forbidden);
        if (known == null) {
            known = forbidden
                    .origin()
                    .flatMap(origin -> websiteBucket(origin.domainName())
                            .flatMap(bucket -> WebsiteRequest.of(forbidden, origin, bucket, policy(bucket))));
            websites.put(forbidden, known);
        }
        return known;
    }

    private Optional<S3Bucket> websiteBucket(String host) {
        return websiteBuckets.computeIfAbsent(host, S3Bucket::ofWebsiteHost);
    }

    /** Whether the host of the origin is that of an S3 access point. */
    public boolean isAccessPoint(Origin origin) {
        return accessPoints.computeIfAbsent(origin.domainName(), S3Bucket::isAccessPoint);
    }

    /** Who owns the objects of the bucket. */
    public ObjectOwners owners(S3Bucket bucket) {
        return owners.computeIfAbsent(
                bucket,
                asked -> new ObjectOwners(
                        asked, incident.account(), objects.answeredKeys(asked), () -> servedKeys(asked)));
    }

    /** Keys that CloudFront served from the bucket during the incident. */
    private List<String> servedKeys(S3Bucket bucket) {
        return incident.settings().origins().stream()
                .filter(origin -> bucket(origin).filter(bucket::equals).isPresent())
                .flatMap(origin -> incident.servedUnchangedFrom(origin.id()).stream()
                        .filter(served -> served.method().equals("GET"))
                        .map(served -> S3Operation.key(served.path(), origin)))
                .filter(key -> !key.isEmpty() && !key.endsWith("/"))
                .distinct()
                .toList();
    }

    /** Block Public Access of the bucket and of the distribution's account. */
    public PublicAccess publicAccess(S3Bucket bucket) {
        return publicAccess.computeIfAbsent(
                bucket,
                asked -> PublicAccess.of(asked, distributionArn.map(DistributionArn::account), incident.account()));
    }

    /**
     * Whether access control lists may make single objects public to unsigned requests: other objects were served through the
     * origin, and lists count. Then the requested objects may be missing, or not public themselves.
     */
    public boolean mayServeByLists(Origin origin, S3Bucket bucket) {
        return servedByLists.computeIfAbsent(
                origin.id(),
                id -> incident.serves(id)
                        && !owners(bucket).areListsOff()
                        && !publicAccess(bucket).inForce().ignorePublicAcls());
    }

    /** The KMS keys of the requested objects. */
    public KeyLookups keys() {
        return keys;
    }

    /** Answers the questions of the checks on buckets. */
    public AccountInquiry account() {
        return incident.account();
    }

    /** The incident's context. */
    public IncidentContext incident() {
        return incident;
    }

    /** The bucket of the likeliest origin that is the REST endpoint of one, whatever the log line shows. */
    public Optional<S3Bucket> bucketBehind(ForbiddenRequest forbidden) {
        return forbidden.origins().stream()
                .flatMap(origin -> bucket(origin).stream())
                .findFirst();
    }

    /** The distribution's ARN; empty if it is not known. */
    public Optional<DistributionArn> distributionArn() {
        return distributionArn;
    }
}
