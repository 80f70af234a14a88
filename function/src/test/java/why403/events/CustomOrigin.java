package why403.events;

import java.time.Duration;
import java.util.List;

/** The shop's own web server refuses: a new deny rule of its configuration meets the paths of the shop. */
final class CustomOrigin implements Scenario {

    @Override
    public String name() {
        return "custom-origin";
    }

    @Override
    public Site site() {
        return new Site("E4STOREEXAMPLE", "d444444abcdef8.cloudfront.net", "shop.example.com", List.of("/static/*"));
    }

    @Override
    public Timetable times() {
        return Timetable.of("11:00", "14:04", "14:20", "14:20");
    }

    @Override
    public List<Resource> usual() {
        return Resources.all(around(), shop());
    }

    @Override
    public List<Resource> duringIncident() {
        List<Resource> refused = shop().stream()
                .map(page -> page.answering(answer -> answer.but(85, refuses())))
                .toList();
        return Resources.all(around(), refused);
    }

    private static List<Resource> shop() {
        return List.of(
                Resource.get("/shop/cart", 120, Answer.made("text/html; charset=utf-8", 11_420)),
                Resource.post("/shop/cart", 60, Answer.made("application/json", 240)),
                Resource.get("/shop/checkout", 60, Answer.made("text/html; charset=utf-8", 14_077)),
                Resource.post("/shop/search", 80, Answer.made("application/json", 3_100)),
                Resource.get("/shop/orders", 80, Answer.made("application/json", 1_870)));
    }

    private static List<Resource> around() {
        return Resources.all(
                Resources.pictures("/static/img/", 10, 24),
                Resource.get("/", 140, Answer.made("text/html; charset=utf-8", 22_310)),
                Resource.get("/static/shop.css", 110, Answer.cached("text/css", 30_118)),
                Resource.get("/static/shop.js", 110, Answer.cached("application/javascript", 88_940)),
                Resource.get("/wp-login.php", 2, refuses()),
                Resource.get("/old/offer", 2, Answer.originRefuses("404", "text/html; charset=utf-8", 2_311)));
    }

    /** The page of a web server's deny rule. */
    private static Answer refuses() {
        return Answer.originRefuses("403", "text/html", 146);
    }

    @Override
    public LogDelivery delivery() {
        return new LogDelivery(
                LogFormat.W3C,
                "example-logs",
                Duration.ofDays(1),
                "AWSLogs/" + Recordings.ACCOUNT + "/CloudFront/" + site().distributionId()
                        + "/%1$tY/%1$tm/%1$td/%2$s.log.gz");
    }

    @Override
    public EventShape event() {
        return EventShape.EVENTBRIDGE;
    }

    @Override
    public Recordings account(List<Line> lines) {
        return new Recordings()
                .distribution(DistributionRecording.of(
                                site(),
                                "2026-09-30T07:45:02.671000+00:00",
                                Origins.server("shop", "origin.shop.example.com"),
                                Behaviors.forwarded("shop"))
                        .behavior("/static/*", Behaviors.cached("shop"))
                        .defaultRootObject(""))
                .ofCloudFront();
    }
}
