package why403.events;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Answers requests and logs each one as a record. */
final class Edge {

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int SHARED_BY_IDS = 38;
    private static final int OWN_TO_AN_ID = 16;

    private final Site site;
    private final Random random;
    /** Request ids share their beginnings, so that the log objects stay small when packed. */
    private final List<String> beginnings;

    Edge(Site site, Random random) {
        this.site = site;
        this.random = random;
        this.beginnings =
                IntStream.range(0, 16).mapToObj(i -> characters(SHARED_BY_IDS)).toList();
    }

    /** A request over https. */
    Line answer(Instant time, Viewer viewer, Resource resource) {
        Reply reply = random.nextInt(1000) == 0
                ? Reply.hungUp(random)
                : resource.answer().to(viewer, random);
        return line(time, viewer, resource, true, reply);
    }

    /** A request over http, of which the viewer is sent to https. */
    Line redirect(Instant time, Viewer viewer, Resource resource) {
        return line(time, viewer, resource, false, Reply.redirect(random));
    }

    private Line line(Instant time, Viewer viewer, Resource resource, boolean secure, Reply reply) {
        Map<String, String> values = new HashMap<>();
        addTimes(values, time, reply);
        addRequest(values, resource, resource.query().at(time), secure);
        addViewer(values, viewer, secure);
        addReply(values, reply);
        values.put("cache-behavior-path-pattern", site.behaviorOf(resource.path()));
        return new Line(time, values);
    }

    private void addTimes(Map<String, String> values, Instant time, Reply reply) {
        values.put("date", time.toString().substring(0, 10));
        values.put("time", time.toString().substring(11, 19));
        values.put("timestamp", Long.toString(time.getEpochSecond()));
        values.put("timestamp(ms)", Long.toString(time.toEpochMilli() + random.nextInt(1000)));
        values.put("time-taken", Reply.seconds(reply.takenMillis()));
        values.put("time-to-first-byte", Reply.seconds(reply.firstByteMillis()));
        reply.originMillis().ifPresent(millis -> {
            values.put("origin-fbl", Reply.seconds(millis));
            values.put("origin-lbl", Reply.seconds(millis + random.nextInt(4)));
        });
    }

    private void addRequest(Map<String, String> values, Resource resource, String query, boolean secure) {
        boolean post = resource.method().equals("POST");
        values.put("DistributionId", site.distributionId());
        values.put("cs-method", resource.method());
        values.put("cs(Host)", site.domainName());
        values.put("x-host-header", site.host());
        values.put("cs-uri-stem", Escaping.escape(resource.path()));
        values.put("cs-uri-query", Escaping.escape(query));
        values.put("cs-protocol", secure ? "https" : "http");
        values.put("cs-bytes", Integer.toString((post ? 640 : 60) + random.nextInt(post ? 900 : 420)));
        values.put("x-edge-request-id", beginnings.get(random.nextInt(16)) + characters(OWN_TO_AN_ID) + "==");
    }

    private void addViewer(Map<String, String> values, Viewer viewer, boolean secure) {
        values.put("c-ip", viewer.address());
        values.put("c-port", Integer.toString(1024 + random.nextInt(64_000)));
        values.put("c-country", viewer.country());
        values.put("asn", Integer.toString(viewer.autonomousSystem()));
        values.put("cs(User-Agent)", Escaping.escape(viewer.userAgent()));
        values.put("x-edge-location", viewer.edgeLocation());
        values.put("cs(Referer)", viewer.isBrowser() && random.nextInt(3) > 0 ? "https://www.example.com/" : "-");
        values.put("cs-protocol-version", secure ? viewer.httpVersion() : "HTTP/1.1");
        if (secure) {
            values.put("ssl-protocol", viewer.tlsProtocol());
            values.put("ssl-cipher", viewer.cipher());
        }
    }

    private static void addReply(Map<String, String> values, Reply reply) {
        values.put("sc-status", reply.status());
        values.put("sc-bytes", Long.toString(reply.bytes()));
        values.put("x-edge-result-type", reply.resultType());
        values.put("x-edge-response-result-type", reply.resultType());
        values.put("x-edge-detailed-result-type", reply.detailedResultType());
        values.put("sc-content-type", Escaping.escape(reply.contentType()));
        values.put("sc-content-len", reply.contentLength());
        values.put("sc-range-start", reply.range().start());
        values.put("sc-range-end", reply.range().end());
    }

    private String characters(int howMany) {
        StringBuilder text = new StringBuilder(howMany);
        for (int i = 0; i < howMany; i++) {
            text.append(BASE64.charAt(random.nextInt(BASE64.length())));
        }
        return text.toString();
    }
}
