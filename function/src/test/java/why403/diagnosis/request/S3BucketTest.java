package why403.diagnosis.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts are buckets. */
class S3BucketTest {

    @ParameterizedTest
    @CsvSource({
        "example-assets.s3.eu-west-1.amazonaws.com, example-assets, eu-west-1",
        "example-assets.s3.amazonaws.com, example-assets,",
        "example-assets.s3-eu-west-1.amazonaws.com, example-assets, eu-west-1",
        "example-assets.s3.dualstack.us-gov-west-1.amazonaws.com, example-assets, us-gov-west-1",
        "example-assets.s3-external-1.amazonaws.com, example-assets,",
        "example-assets.s3-accelerate.dualstack.amazonaws.com, example-assets,",
        "assets.s3.example.com.s3.ap-southeast-2.amazonaws.com, assets.s3.example.com, ap-southeast-2",
        "example-assets.s3.cn-north-1.amazonaws.com.cn, example-assets, cn-north-1"
    })
    void aBucketIsReadFromItsHost(String host, String bucket, String region) {
        assertThat(S3Bucket.ofHost(host)).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo(bucket);
            assertThat(found.region().orElse(null)).isEqualTo(region);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "example-assets.s3-website-eu-west-1.amazonaws.com",
        "example-assets.s3-website.eu-central-1.amazonaws.com",
        "abc-s3alias.s3.eu-west-1.amazonaws.com",
        "www.example.com"
    })
    void otherHostsAreNotBuckets(String host) {
        assertThat(S3Bucket.ofHost(host)).isEmpty();
    }

    @Test
    void aHostWithThousandsOfPartsIsNoBucket() {
        assertThat(S3Bucket.ofHost("b.s3.eu" + "-a".repeat(100_000) + "-1.amazonaws.com"))
                .isEmpty();
    }

    @Test
    void allHostNamesOfABucketAreTheSameBucket() {
        Optional<S3Bucket> regional = S3Bucket.ofHost("example-assets.s3.eu-west-1.amazonaws.com");
        assertThat(regional)
                .isEqualTo(S3Bucket.ofHost("example-assets.s3.amazonaws.com"))
                .hasSameHashCodeAs(S3Bucket.ofHost("example-assets.s3.amazonaws.com"))
                .isNotEqualTo(S3Bucket.ofHost("example-copies.s3.eu-west-1.amazonaws.com"));
    }

    @Test
    void bucketsWithTheSameNameInTwoPartitionsAreDifferent() {
        assertThat(S3Bucket.ofHost("example-assets.s3.amazonaws.com"))
                .isNotEqualTo(S3Bucket.ofHost("example-assets.s3.cn-north-1.amazonaws.com.cn"));
    }
}
