package why403.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Events in the form that AWS documents, around a bucket and a key. */
final class Events {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Events() {}

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String quoted(String text) {
        return new TextNode(text).toString();
    }

    static String s3(String eventName, String time, String bucket, String encodedKey) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1","eventTime":"%s",
                 "eventName":"%s","userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},
                 "requestParameters":{"sourceIPAddress":"192.0.2.7"},
                 "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8/IgAtTv8xRjskZQ"},
                 "s3":{"s3SchemaVersion":"1.0","configurationId":"logs",
                   "bucket":{"name":%s,"ownerIdentity":{"principalId":"A3NL1KOZZKExample"},
                     "arn":"arn:aws:s3:::example-logs"},
                   "object":{"key":%s,"size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
                     "versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko","sequencer":"0055AED6DCD90281E5"}}}""".formatted(time, eventName, quoted(bucket), quoted(encodedKey));
    }

    static String created(String bucket, String encodedKey) {
        return s3("ObjectCreated:Put", "2026-11-24T10:15:30.000Z", bucket, encodedKey);
    }

    static String records(String... records) {
        return Arrays.stream(records).collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    static String sqs(String id, String body) {
        return """
                {"messageId":"%s","receiptHandle":"AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a","body":%s,
                 "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1545082649183",
                   "SenderId":"AIDAIENQZJOLO23YVJ4VO","ApproximateFirstReceiveTimestamp":"1545082649185"},
                 "messageAttributes":{},"md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3","eventSource":"aws:sqs",
                 "eventSourceARN":"arn:aws:sqs:eu-west-1:123456789012:logs","awsRegion":"eu-west-1"}""".formatted(id, quoted(body));
    }

    static String sns(String message) {
        return """
                {"EventVersion":"1.0","EventSubscriptionArn":"arn:aws:sns:eu-west-1:123456789012:logs:21be56ed",
                 "EventSource":"aws:sns","Sns":{"SignatureVersion":"1","Timestamp":"2026-11-24T10:16:00.000Z",
                   "Signature":"EXAMPLE","SigningCertUrl":"EXAMPLE","MessageId":"95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                   "Message":%s,"MessageAttributes":{},"Type":"Notification","UnsubscribeUrl":"EXAMPLE",
                   "TopicArn":"arn:aws:sns:eu-west-1:123456789012:logs","Subject":"Amazon S3 Notification"}}""".formatted(quoted(message));
    }

    /** What SNS puts into a queue without raw message delivery. */
    static String notification(String message) {
        return """
                {"Type":"Notification","MessageId":"dc1e94d9-56c5-5e96-808d-cc7f68faa162",
                 "TopicArn":"arn:aws:sns:eu-west-1:123456789012:logs","Subject":"Amazon S3 Notification",
                 "Message":%s,"Timestamp":"2026-11-24T10:16:00.000Z","SignatureVersion":"1",
                 "Signature":"EXAMPLE","SigningCertURL":"EXAMPLE","UnsubscribeURL":"EXAMPLE"}""".formatted(quoted(message));
    }

    static String eventBridge(String type, String time, String bucket, String key) {
        return """
                {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"%s","source":"aws.s3",
                 "account":"111122223333","time":"%s","region":"ca-central-1",
                 "resources":["arn:aws:s3:::example-logs"],
                 "detail":{"version":"0","bucket":{"name":%s},
                   "object":{"key":%s,"size":5,"etag":"b1946ac92492d2347c6235b4d2611184",
                     "version-id":"IYV3p45BT0ac8hjHg1houSdS1a.Mro8e","sequencer":"617f08299329d189"},
                   "request-id":"N4N7GDK58NMKJ12R","requester":"123456789012","source-ip-address":"192.0.2.7",
                   "reason":"PutObject"}}""".formatted(type, time, quoted(bucket), quoted(key));
    }

    static String objectCreated(String bucket, String key) {
        return eventBridge("Object Created", "2026-11-24T10:15:30Z", bucket, key);
    }

    static final String TEST_EVENT = """
            {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z","Bucket":"example-logs",
             "RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"}
            """;
}
