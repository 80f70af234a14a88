package why403.sample;

import java.util.List;
import java.util.Map;
import why403.log.PercentDecoding;

/** Finds the family of a user agent, which is its kind of program without the version. */
final class UserAgents {

    /** A text that the user agent contains, and the family. The first match wins, because most user agents contain several. */
    private static final List<Map.Entry<String, String>> FAMILIES = List.of(
            Map.entry("Googlebot", "Googlebot"),
            Map.entry("bingbot", "bingbot"),
            Map.entry("Baiduspider", "Baiduspider"),
            Map.entry("YandexBot", "YandexBot"),
            Map.entry("DuckDuckBot", "DuckDuckBot"),
            Map.entry("Applebot", "Applebot"),
            Map.entry("Amazonbot", "Amazonbot"),
            Map.entry("AhrefsBot", "AhrefsBot"),
            Map.entry("SemrushBot", "SemrushBot"),
            Map.entry("MJ12bot", "MJ12bot"),
            Map.entry("PetalBot", "PetalBot"),
            Map.entry("Bytespider", "Bytespider"),
            Map.entry("GPTBot", "GPTBot"),
            Map.entry("ClaudeBot", "ClaudeBot"),
            Map.entry("CCBot", "CCBot"),
            Map.entry("facebookexternalhit", "facebookexternalhit"),
            Map.entry("Twitterbot", "Twitterbot"),
            Map.entry("Slackbot", "Slackbot"),
            Map.entry("Amazon-Route53-Health-Check-Service", "Amazon-Route53-Health-Check-Service"),
            Map.entry("UptimeRobot", "UptimeRobot"),
            Map.entry("Pingdom", "Pingdom"),
            Map.entry("Datadog", "Datadog"),
            Map.entry("StatusCake", "StatusCake"),
            Map.entry("Site24x7", "Site24x7"),
            Map.entry("ELB-HealthChecker", "ELB-HealthChecker"),
            Map.entry("HeadlessChrome", "HeadlessChrome"),
            Map.entry("Amazon CloudFront", "Amazon CloudFront"),
            Map.entry("Edg/", "Edge"),
            Map.entry("EdgA/", "Edge"),
            Map.entry("EdgiOS/", "Edge"),
            Map.entry("Edge/", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Trident/", "Internet Explorer"),
            Map.entry("MSIE ", "Internet Explorer"),
            Map.entry("Safari/", "Safari"),
            Map.entry("AppleWebKit/", "WebKit"),
            Map.entry("curl/", "curl"),
            Map.entry("Wget/", "Wget"),
            Map.entry("python-requests/", "python-requests"),
            Map.entry("Python-urllib/", "Python-urllib"),
            Map.entry("python-httpx/", "python-httpx"),
            Map.entry("aiohttp/", "aiohttp"),
            Map.entry("Scrapy/", "Scrapy"),
            Map.entry("okhttp/", "okhttp"),
            Map.entry("Go-http-client/", "Go-http-client"),
            Map.entry("Apache-HttpClient/", "Apache-HttpClient"),
            Map.entry("Java-http-client/", "Java-http-client"),
            Map.entry("Java/", "Java"),
            Map.entry("axios/", "axios"),
            Map.entry("node-fetch/", "node-fetch"),
            Map.entry("undici", "undici"),
            Map.entry("PostmanRuntime/", "Postman"),
            Map.entry("insomnia/", "Insomnia"),
            Map.entry("libwww-perl/", "libwww-perl"),
            Map.entry("GuzzleHttp/", "Guzzle"),
            Map.entry("Faraday", "Faraday"),
            Map.entry("Ruby", "Ruby"),
            Map.entry("Dart/", "Dart"),
            Map.entry("aws-sdk", "AWS SDK"),
            Map.entry("aws-cli/", "AWS CLI"),
            Map.entry("Boto3/", "AWS SDK"),
            Map.entry("AppleCoreMedia/", "AppleCoreMedia"),
            Map.entry("CFNetwork/", "CFNetwork"),
            Map.entry("ExoPlayer", "ExoPlayer"),
            Map.entry("Dalvik/", "Dalvik"),
            Map.entry("VLC/", "VLC"),
            Map.entry("Lavf/", "Lavf"),
            Map.entry("ApacheBench/", "ApacheBench"),
            Map.entry("k6/", "k6"),
            Map.entry("Nmap", "Nmap"),
            Map.entry("sqlmap/", "sqlmap"),
            Map.entry("Nikto", "Nikto"),
            Map.entry("zgrab/", "zgrab"),
            Map.entry("masscan/", "masscan"),
            Map.entry("HTTrack", "HTTrack"));

    private static final String OTHER = "other";

    private UserAgents() {}

    /**
     * The name of the family; {@code other} if none is known. A viewer chooses the text of its user agent, so no part of it
     * is ever the result.
     *
     * @param userAgent decoded once, as the log encodes it
     */
    static String family(String userAgent) {
        return familyOf(PercentDecoding.once(userAgent)); // older logs encode user agents twice
    }

    private static String familyOf(String userAgent) {
        return FAMILIES.stream()
                .filter(family -> userAgent.contains(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHER);
    }
}
