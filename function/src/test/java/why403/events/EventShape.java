package why403.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import why403.events.LogDelivery.LogFile;

/** The shapes of events about new objects. Sizes are those of the unpacked text, because packed sizes depend on zlib. */
enum EventShape {
    S3 {
        @Override
        ObjectNode of(List<LogFile> files) {
            return records(files.stream().map(EventShape::notification).toList());
        }
    },
    S3_IN_SQS {
        @Override
        ObjectNode of(List<LogFile> files) {
            return records(files.stream()
                    .map(file -> message(file, S3.of(List.of(file))))
                    .toList());
        }
    },
    S3_IN_SNS {
        @Override
        ObjectNode of(List<LogFile> files) {
            return records(files.stream().map(EventShape::publication).toList());
        }
    },
    S3_IN_SNS_IN_SQS {
        @Override
        ObjectNode of(List<LogFile> files) {
            return records(files.stream()
                    .map(file -> message(file, topicMessage(file)))
                    .toList());
        }
    },
    EVENTBRIDGE {
        @Override
        ObjectNode of(List<LogFile> files) {
            if (files.size() != 1) {
                throw new IllegalArgumentException("An EventBridge event names one object, not " + files.size());
            }
            return objectCreated(files.get(0));
        }
    },
    EVENTBRIDGE_IN_SQS {
        @Override
        ObjectNode of(List<LogFile> files) {
            return records(files.stream()
                    .map(file -> message(file, objectCreated(file)))
                    .toList());
        }
    };

    private static final String REGION = "us-east-1";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:example-logs";

    /** The event that names these objects. */
    abstract ObjectNode of(List<LogFile> files);

    private static ObjectNode records(List<? extends JsonNode> records) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(records);
        return JsonNodeFactory.instance.objectNode().set("Records", array);
    }

    /** Keys are URL-encoded here, as S3 does it. */
    private static ObjectNode notification(LogFile file) {
        ObjectNode record = Json.object("""
                {"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "us-east-1", "eventTime": "",
                 "eventName": "ObjectCreated:Put",
                 "userIdentity": {"principalId": "AWS:EXAMPLE"},
                 "requestParameters": {"sourceIPAddress": "192.0.2.1"},
                 "responseElements": {"x-amz-request-id": "", "x-amz-id-2": ""},
                 "s3": {"s3SchemaVersion": "1.0", "configurationId": "new-logs",
                        "bucket": {"name": "", "ownerIdentity": {"principalId": "EXAMPLE"}, "arn": ""},
                        "object": {"key": "", "size": 0, "eTag": "", "sequencer": ""}}}
                """);
        record.put("eventTime", file.delivered().toString());
        record.withObject("/responseElements")
                .put("x-amz-request-id", upper(file, "request"))
                .put("x-amz-id-2", hex(file, "extended request", 32));
        record.withObject("/s3/bucket").put("name", file.bucket()).put("arn", "arn:aws:s3:::" + file.bucket());
        record.withObject("/s3/object")
                .put(
                        "key",
                        URLEncoder.encode(file.key(), StandardCharsets.UTF_8).replace("%2F", "/"))
                .put("size", size(file))
                .put("eTag", hex(file, "tag", 32))
                .put("sequencer", upper(file, "sequencer"));
        return record;
    }

    /** Keys are verbatim here. */
    private static ObjectNode objectCreated(LogFile file) {
        ObjectNode event = Json.object("""
                {"version": "0", "id": "", "detail-type": "Object Created", "source": "aws.s3",
                 "account": "123456789012", "time": "", "region": "us-east-1", "resources": [""],
                 "detail": {"version": "0", "bucket": {"name": ""},
                            "object": {"key": "", "size": 0, "etag": "", "sequencer": ""},
                            "request-id": "", "requester": "delivery.logs.amazonaws.com",
                            "source-ip-address": "192.0.2.1", "reason": "PutObject"}}
                """);
        event.put("id", uuid(file, "event"));
        event.put("time", file.delivered().truncatedTo(ChronoUnit.SECONDS).toString());
        event.withArray("/resources").set(0, "arn:aws:s3:::" + file.bucket());
        event.withObject("/detail").put("request-id", upper(file, "request"));
        event.withObject("/detail/bucket").put("name", file.bucket());
        event.withObject("/detail/object")
                .put("key", file.key())
                .put("size", size(file))
                .put("etag", hex(file, "tag", 32))
                .put("sequencer", upper(file, "sequencer"));
        return event;
    }

    private static ObjectNode publication(LogFile file) {
        ObjectNode record = Json.object("{\"EventSource\": \"aws:sns\", \"EventVersion\": \"1.0\"}");
        record.put("EventSubscriptionArn", TOPIC + ":" + uuid(file, "subscription"));
        ObjectNode message = topicMessage(file);
        message.set("SigningCertUrl", message.remove("SigningCertURL"));
        message.set("UnsubscribeUrl", message.remove("UnsubscribeURL"));
        message.putObject("MessageAttributes");
        record.set("Sns", message);
        return record;
    }

    private static ObjectNode topicMessage(LogFile file) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        return message.put("Type", "Notification")
                .put("MessageId", uuid(file, "publication"))
                .put("TopicArn", TOPIC)
                .put("Subject", "Amazon S3 Notification")
                .put("Message", S3.of(List.of(file)).toString())
                .put("Timestamp", file.delivered().plusMillis(700).toString())
                .put("SignatureVersion", "1")
                .put("Signature", "EXAMPLE")
                .put("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-EXAMPLE.pem")
                .put("UnsubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe");
    }

    private static ObjectNode message(LogFile file, ObjectNode body) {
        Instant sent = file.delivered().plusMillis(900);
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("messageId", uuid(file, "message"))
                .put("receiptHandle", "EXAMPLE" + hex(file, "receipt", 24))
                .put("body", body.toString());
        message.putObject("attributes")
                .put("ApproximateReceiveCount", "1")
                .put("SentTimestamp", Long.toString(sent.toEpochMilli()))
                .put("SenderId", "EXAMPLE")
                .put("ApproximateFirstReceiveTimestamp", Long.toString(sent.toEpochMilli() + 12));
        message.putObject("messageAttributes");
        return message.put("md5OfBody", hex(file, body.toString(), 32))
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", "arn:aws:sqs:" + REGION + ":123456789012:example-logs")
                .put("awsRegion", REGION);
    }

    private static int size(LogFile file) {
        return file.text().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String uuid(LogFile file, String what) {
        return UUID.nameUUIDFromBytes((file.key() + what).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String hex(LogFile file, String what, int length) {
        return uuid(file, what).replace("-", "").substring(0, length);
    }

    private static String upper(LogFile file, String what) {
        return hex(file, what, 16).toUpperCase(Locale.ROOT);
    }
}
