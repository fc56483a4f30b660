using System.Text.Json.Nodes;
using IrisFlow.Testing.Schemas;

namespace IrisFlow.Cli.Tests;

/// <summary>The check itself: what a schema forbids is seen.</summary>
public class JsonSchemaTests
{
    [Theory]
    [InlineData("""{ "type": "string" }""", "1")]
    [InlineData("""{ "type": "integer" }""", "1.5")]
    [InlineData("""{ "type": ["string", "null"] }""", "true")]
    [InlineData("""{ "type": "object" }""", "null")]
    [InlineData("""{ "const": "a" }""", "\"b\"")]
    [InlineData("""{ "enum": ["a", "b"] }""", "\"c\"")]
    [InlineData("""{ "minimum": 0 }""", "-1")]
    [InlineData("""{ "pattern": "^[0-9]+$" }""", "\"12a\"")]
    [InlineData("""{ "required": ["a"] }""", """{ "b": 1 }""")]
    [InlineData("""{ "properties": { "a": { "type": "string" } } }""", """{ "a": 1 }""")]
    [InlineData("""{ "properties": { "a": {} }, "additionalProperties": false }""", """{ "a": 1, "b": 2 }""")]
    [InlineData("""{ "additionalProperties": { "type": "number" } }""", """{ "a": "x" }""")]
    [InlineData("""{ "items": { "type": "string" } }""", """["a", 1]""")]
    [InlineData("""{ "maxItems": 1 }""", """["a", 1]""")]
    [InlineData("""{ "oneOf": [{ "type": "string" }, { "type": "null" }] }""", "1")]
    [InlineData("""{ "oneOf": [{ "type": "number" }, { "type": "integer" }] }""", "1")]
    [InlineData("""{ "$ref": "#/$defs/name", "$defs": { "name": { "type": "string" } } }""", "1")]
    [InlineData("""{ "$ref": "other.schema.json" }""", "1")]
    [InlineData("""{ "items": { "$ref": "other.schema.json#/$defs/deep" } }""", "[1]")]
    [InlineData("""{ "allOf": [{ "type": "string" }, { "pattern": "^a" }] }""", "\"b\"")]
    [InlineData("""{ "allOf": [{ "$ref": "#/$defs/a" }], "properties": { "b": {} }, "unevaluatedProperties": false, "$defs": { "a": { "properties": { "a": {} } } } }""", """{ "a": 1, "b": 2, "c": 3 }""")]
    public void A_document_that_breaks_the_schema_is_rejected(string schema, string document) => Assert.NotEmpty(Problems(schema, document));

    [Theory]
    [InlineData("""{ "type": "integer", "minimum": 0 }""", "1")]
    [InlineData("""{ "type": "object", "properties": { "a": { "enum": [1] } }, "required": ["a"], "additionalProperties": false }""", """{ "a": 1 }""")]
    [InlineData("""{ "oneOf": [{ "type": "string" }, { "type": "null" }] }""", "null")]
    [InlineData("""{ "items": { "$ref": "other.schema.json#/$defs/deep" } }""", "[\"a\"]")]
    [InlineData("""{ "allOf": [{ "$ref": "#/$defs/a" }], "properties": { "b": {} }, "unevaluatedProperties": false, "$defs": { "a": { "properties": { "a": {} } } } }""", """{ "a": 1, "b": 2 }""")]
    public void A_document_that_keeps_the_schema_is_accepted(string schema, string document) => Assert.Empty(Problems(schema, document));

    [Fact]
    public void A_keyword_that_the_check_does_not_know_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Problems("""{ "maxLength": 3 }""", "\"abcd\""));

    [Fact]
    public void A_reference_to_nothing_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Problems("""{ "$ref": "#/$defs/gone" }""", "1"));

    private static IReadOnlyList<string> Problems(string schema, string document) => JsonSchema.Problems("own", JsonNode.Parse(document), file => JsonNode.Parse(
        file == "own" ? schema : """{ "type": "string", "$defs": { "deep": { "type": "string" } } }""")!);
}
