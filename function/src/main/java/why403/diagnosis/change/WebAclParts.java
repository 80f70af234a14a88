package why403.diagnosis.change;

import java.util.Map;
import java.util.Set;

/**
 * The sets and rule groups of a web ACL on which a block depends. It has no type of AWS WAF's client, because a diagnosis
 * without a web ACL must not load that client.
 *
 * @param names what they are called, by id
 * @param holders the sets of addresses, by id, that hold the viewer's address if the rule matches because of them
 */
record WebAclParts(Map<String, String> names, Set<String> holders) {

    static final WebAclParts NONE = new WebAclParts(Map.of(), Set.of());

    WebAclParts {
        names = Map.copyOf(names);
        holders = Set.copyOf(holders);
    }
}
