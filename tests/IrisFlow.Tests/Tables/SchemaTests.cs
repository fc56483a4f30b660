namespace IrisFlow.Tests.Tables;

public class SchemaTests
{
    private static readonly Schema Two = new(new Field("a", ColumnType.Int32), new Field("B", ColumnType.String, true));

    [Fact]
    public void Two_fields_of_one_name_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Schema(new Field("a", ColumnType.Int32), new Field("a", ColumnType.Bool)));
        Assert.StartsWith("Two columns are named 'a'; names must be unique.", error.Message);
    }

    [Fact]
    public void Names_are_compared_with_their_case() => Assert.Equal(-1, Two.IndexOf("b"));

    [Fact]
    public void A_field_is_found_by_name() => Assert.Equal(ColumnType.String, Two.Find("B")!.Type);

    [Fact]
    public void An_unknown_name_finds_nothing() => Assert.Null(Two.Find("c"));

    [Fact]
    public void A_nullable_field_shows_a_question_mark() => Assert.Equal("a int32, B string?", Two.ToString());

    [Fact]
    public void Schemas_of_equal_fields_are_equal() => Assert.Equal(Two, new Schema(Two.ToList()));

    [Fact]
    public void Equal_schemas_have_one_hash() => Assert.Equal(Two.GetHashCode(), new Schema(Two.ToList()).GetHashCode());

    [Fact]
    public void The_order_of_fields_matters() => Assert.NotEqual(Two, new Schema(Two.Reverse()));
}
