package why403.sample;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
            Map.entry("AppleWebKit/", "WebKit"));

    private static final Pattern END_OF_PRODUCT = Pattern.compile("[/ (;,]");

    private UserAgents() {}

    /**
     * The name of the family; if none is known, the name of the first product, such as {@code curl}.
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
                .orElseGet(() -> END_OF_PRODUCT.split(userAgent.strip(), 2)[0]);
    }
}
