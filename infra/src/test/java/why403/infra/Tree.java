package why403.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of a template. */
record Tree(Object value) {

    /** Longer than every ARN of the stack. */
    private static final int LONG_ARN = 200;

    private static final Tree NOTHING = new Tree("");

    Tree at(String... path) {
        Tree here = this;
        for (String name : path) {
            here = here.member(name);
        }
        return here;
    }

    private Tree member(String name) {
        return value instanceof Map<?, ?> map && map.get(name) != null ? new Tree(map.get(name)) : NOTHING;
    }

    boolean isThere() {
        return !equals(NOTHING);
    }

    /** The elements of a list, or a single value as one element. */
    Stream<Tree> elements() {
        return value instanceof List<?> list ? list.stream().map(Tree::new) : isThere() ? Stream.of(this) : Stream.of();
    }

    /** The members of an object, by name. */
    Map<String, Tree> members() {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .collect(Collectors.toMap(
                                member -> String.valueOf(member.getKey()), member -> new Tree(member.getValue())))
                : Map.of();
    }

    List<String> texts() {
        return elements().map(Tree::text).toList();
    }

    String text() {
        return String.valueOf(value);
    }

    /** The number of characters of the JSON text, without white space, after CloudFormation has inserted all values. */
    int deployedSize() {
        if (value instanceof List<?> list) {
            return 1
                    + list.stream()
                            .mapToInt(one -> new Tree(one).deployedSize() + 1)
                            .sum();
        }
        if (at("Ref").text().equals("AWS::Partition")) {
            return "aws".length();
        }
        if (at("Ref").text().equals("AWS::AccountId")) {
            return "123456789012".length();
        }
        if (at("Ref").isThere() || at("Fn::GetAtt").isThere()) {
            return LONG_ARN;
        }
        if (at("Fn::Join").isThere()) {
            return new Tree(((List<?>) at("Fn::Join").value()).get(1))
                    .elements()
                    .mapToInt(Tree::deployedSize)
                    .sum();
        }
        if (value instanceof Map<?, ?> map) {
            return 1
                    + map.entrySet().stream()
                            .mapToInt(member -> String.valueOf(member.getKey()).length()
                                    + new Tree(member.getValue()).deployedSize()
                                    + 4)
                            .sum();
        }
        return text().length() + 2;
    }

    /** The logical id that a Ref or Fn::GetAtt refers to; empty for any other value. */
    String target() {
        Tree attribute = at("Fn::GetAtt");
        return attribute.isThere()
                ? attribute.texts().get(0)
                : at("Ref").isThere() ? at("Ref").text() : "";
    }
}
