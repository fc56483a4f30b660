using System.Text.Json.Nodes;

namespace IrisFlow.Server.Tests.Description;

/// <summary>The comparison itself: each change that breaks whoever relies on the document is seen, and none that does not.</summary>
public class BreakingChangesTests
{
    private const string Document = """
        {
          "paths": {
            "/api/things/{id}": {
              "post": {
                "x-role": "operator",
                "parameters": [ { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }, { "name": "limit", "in": "query", "schema": { "type": "integer" } } ],
                "requestBody": { "content": { "application/json": { "schema": {
                  "type": "object",
                  "properties": { "name": { "type": "string" }, "colour": { "enum": ["red", "blue"] }, "size": { "type": ["number", "null"] } },
                  "required": ["name"]
                } } } },
                "responses": {
                  "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/thing" } } } },
                  "default": { "$ref": "#/components/responses/problem" }
                }
              }
            }
          },
          "components": {
            "responses": { "problem": { "content": { "application/problem+json": { "schema": { "type": "object", "properties": { "title": { "type": "string" } } } } } } },
            "schemas": {
              "thing": {
                "type": "object",
                "properties": { "id": { "type": "string" }, "parts": { "type": "array", "items": { "$ref": "#/components/schemas/thing" } }, "state": { "enum": ["new", "old"] }, "weight": { "type": "number" } },
                "required": ["id", "parts"],
                "additionalProperties": false
              }
            }
          }
        }
        """;

    [Fact]
    public void The_same_document_breaks_nothing() => Assert.Empty(Changes(Document));

    [Theory]
    [InlineData("\"/api/things/{id}\"", "\"/api/thing/{id}\"", "POST /api/things/{id} is gone")]
    [InlineData("\"post\":", "\"put\":", "POST /api/things/{id} is gone")]
    [InlineData("\"operator\"", "\"editor\"", "the role editor")]
    [InlineData("\"name\": \"limit\"", "\"name\": \"most\"", "query limit is gone")]
    [InlineData("{ \"name\": \"limit\", \"in\": \"query\",", "{ \"name\": \"limit\", \"in\": \"query\", \"required\": true,", "query limit has to be given")]
    [InlineData("{ \"type\": \"integer\" }", "{ \"type\": \"boolean\" }", "query limit has another type")]
    [InlineData("\"required\": [\"name\"]", "\"required\": [\"name\", \"size\"]", "size has to be given")]
    [InlineData("\"size\": { \"type\": [\"number\", \"null\"] }", "\"length\": { \"type\": [\"number\", \"null\"] }", "size is gone")]
    [InlineData("[\"number\", \"null\"]", "\"number\"", "size has another type")]
    [InlineData("[\"red\", \"blue\"]", "[\"red\"]", "colour takes other words")]
    [InlineData("\"200\"", "\"201\"", "not answered with 200")]
    [InlineData("\"weight\": { \"type\": \"number\" }", "\"mass\": { \"type\": \"number\" }", "weight is gone")]
    [InlineData("\"weight\": { \"type\": \"number\" }", "\"weight\": { \"type\": [\"number\", \"null\"] }", "weight has another type")]
    [InlineData("[\"new\", \"old\"]", "[\"new\", \"old\", \"lost\"]", "state takes other words")]
    [InlineData("\"required\": [\"id\", \"parts\"]", "\"required\": [\"id\"]", "parts may be missing")]
    [InlineData("\"title\"", "\"name\"", "title is gone")]
    [InlineData("\"application/json\": { \"schema\": { \"$ref\"", "\"text/plain\": { \"schema\": { \"$ref\"", "no application/json any more")]
    public void What_a_program_may_rely_on_and_is_no_more_is_seen(string was, string now, string told) => Assert.Contains(Changes(With(was, now)), c => c.Contains(told, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"/api/things/{id}\"", "\"/api/others\": { \"get\": { \"responses\": {} } }, \"/api/things/{id}\"")]
    [InlineData("\"operator\"", "\"viewer\"")]
    [InlineData("{ \"name\": \"limit\"", "{ \"name\": \"after\", \"in\": \"query\", \"schema\": { \"type\": \"string\" } }, { \"name\": \"limit\"")]
    [InlineData("{ \"type\": \"integer\" }", "{ \"type\": \"number\" }")]
    [InlineData("\"required\": [\"name\"]", "\"required\": []")]
    [InlineData("[\"red\", \"blue\"]", "[\"red\", \"blue\", \"green\"]")]
    [InlineData("\"weight\": { \"type\": \"number\" }", "\"weight\": { \"type\": \"integer\" }, \"more\": { \"type\": \"string\" }")]
    [InlineData("[\"new\", \"old\"]", "[\"new\"]")]
    [InlineData("\"required\": [\"id\", \"parts\"]", "\"required\": [\"id\", \"parts\", \"weight\"]")]
    public void What_comes_in_addition_breaks_nothing(string was, string now) => Assert.Empty(Changes(With(was, now)));

    private static string With(string was, string now) => Document.Contains(was, StringComparison.Ordinal) ? Document.Replace(was, now, StringComparison.Ordinal) : throw new ArgumentException(was);

    private static IReadOnlyList<string> Changes(string after) => BreakingChanges.Between(JsonNode.Parse(Document)!, JsonNode.Parse(after)!);
}
