using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Engine.Tests.Sweep;

public class SweepAxisTests
{
    [Theory]
    [InlineData("a.b=1..4", "1 2 3 4")]
    [InlineData("a.b=4..1", "4 3 2 1")]
    [InlineData("a.b=-1..1", "-1 0 1")]
    [InlineData("a.b=0..100..25", "0 25 50 75 100")]
    [InlineData("a.b=0..99..25", "0 25 50 75")]
    [InlineData("a.b=7..7", "7")]
    [InlineData("a.b=0.1,1,10", "0.1 1 10")]
    [InlineData("a.b=1..3,10", "1 2 3 10")]
    [InlineData("a.b=red, blue", "\"red\" \"blue\"")]
    [InlineData("a.b=true,null", "true null")]
    [InlineData("a.b=[1,2],[3]", "[1,2] [3]")]
    [InlineData("a.b={\"kind\":\"x\",\"p\":1},y", "{\"kind\":\"x\",\"p\":1} \"y\"")]
    [InlineData("a.b=\"one, two\",three", "\"one, two\" \"three\"")]
    [InlineData("a.b=../x.csv,../y.csv", "\"../x.csv\" \"../y.csv\"")]
    [InlineData("a.b=x=1,y=2", "\"x=1\" \"y=2\"")]
    public void Values_stand_between_commas_and_ranges_between_dots(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', SweepAxis.Parse(text, Value).Values.Select(v => v?.ToJsonString() ?? "null")));

    [Theory]
    [InlineData("a.b", "IF440")]
    [InlineData("a.b=", "IF440")]
    [InlineData("=1", "IF440")]
    [InlineData("a.b=1,,2", "IF440")]
    [InlineData("a.b=1,", "IF440")]
    [InlineData("a.b=0.1..0.5", "IF440")]
    [InlineData("a.b=1..9..0", "IF440")]
    [InlineData("a.b=9..1..-2", "IF440")]
    [InlineData("a.b=0..9223372036854775807", "IF440")]
    [InlineData("a.b=1,2,1", "IF441")]
    [InlineData("a.b=1..3,2", "IF441")]
    public void What_gives_no_values_or_one_twice_is_refused(string text, string rule) =>
        Assert.Equal(rule, Assert.Throws<IrisFlowException>(() => SweepAxis.Parse(text, Value)).Findings[0].Rule);

    [Fact]
    public void The_last_of_several_varies_fastest()
    {
        var sweep = new SweepRequest(null!, [new("a", [1, 2]), new("b.c", ["x", "y", "z"])]);

        Assert.Equal(6, sweep.Count);
        Assert.Equal(
            ["""{"a":1,"b.c":"x"}""", """{"a":1,"b.c":"y"}""", """{"a":1,"b.c":"z"}""", """{"a":2,"b.c":"x"}""", """{"a":2,"b.c":"y"}""", """{"a":2,"b.c":"z"}"""],
            Enumerable.Range(0, 6).Select(sweep.VariantAt));
    }

    internal static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
