package why403.policy;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a parsed bucket policy takes to decide about one request, with and without the nearest miss. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PolicyBenchmark {

    private static final String OURS = "arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE";

    /** A usual policy: TLS only, two distributions, and the role of a deployment. */
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[
             {"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"s3:*",
              "Resource":["arn:aws:s3:::example-assets","arn:aws:s3:::example-assets/*"],
              "Condition":{"Bool":{"aws:SecureTransport":"false"}}},
             {"Sid":"Site","Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject",
              "Resource":"arn:aws:s3:::example-assets/*",
              "Condition":{"StringEquals":{"AWS:SourceArn":"%s"}}},
             {"Sid":"Preview","Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},
              "Action":["s3:GetObject","s3:ListBucket"],"Resource":"arn:aws:s3:::example-assets/*",
              "Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:cloudfront::123456789012:distribution/E3EXAMPLE"}}},
             {"Sid":"Deploy","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/deploy"},
              "Action":["s3:PutObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::example-assets/*"}]}
            """.formatted(OURS);

    private final Policy policy = read();
    private final Request allowed = request(OURS);
    private final Request refused = request("arn:aws:cloudfront::123456789012:distribution/E9EXAMPLE");

    private static Policy read() {
        if (Policy.read(POLICY) instanceof Policy.Read read) {
            return read.policy();
        }
        throw new IllegalStateException("The policy of the benchmark cannot be read");
    }

    private static Request request(String distribution) {
        return new Request(
                Caller.originAccessControl(distribution, "123456789012", Instant.parse("2026-11-24T10:00:00Z")),
                "s3:GetObject",
                new Resource.Exactly("arn:aws:s3:::example-assets/css/site.css"));
    }

    /** The result keeps the compiler from removing the call. */
    @Benchmark
    public Decision anAllowedRequest() {
        return policy.decide(allowed);
    }

    @Benchmark
    public Decision aRefusedRequest() {
        return policy.decide(refused);
    }
}
