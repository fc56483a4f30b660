using System.Text.Json.Nodes;

namespace IrisFlow.Tests.Learning;

public class ModelTests
{
    private const string Entry = "irisflow.model";

    private static readonly Catalog Here = new(typeof(Adds).Assembly);

    private static readonly Model Some = new()
    {
        Target = "species",
        TargetType = ColumnType.String,
        Trainer = new ConstantTrainer { Weight = 0.1 },
        Predictor = Constant.Of(["setosa", "žlutá"], 0.25, 0.75),
        Preparation = [new Adds { Column = "x", Amount = 0.1 }, new Adds { Column = "x", Amount = 1 }],
    };

    private static Table Raw => Table.Of(("x", Column.Of(1.0, 2.0)));

    [Fact]
    public void Raw_rows_go_through_the_whole_preparation() => Assert.Equal([2.1, 3.1], Some.Prepare(Raw).Doubles("x").ToArray());

    [Fact]
    public void What_the_rows_have_been_through_is_not_done_again() =>
        Assert.Equal([2.1, 3.1], Some.Prepare(Preparation.Extend(Raw, Some.Preparation[0])).Doubles("x").ToArray());

    [Fact]
    public void Rows_that_are_ready_stay_as_they_are()
    {
        var ready = Some.Preparation.Aggregate(Raw, Preparation.Extend);
        Assert.Same(ready, Some.Prepare(ready));
    }

    [Fact]
    public void Rows_prepared_in_another_way_are_refused()
    {
        var other = Preparation.Extend(Raw, new Adds { Column = "x", Amount = 5 });
        Assert.Equal("IF401", Assert.Throws<IrisFlowException>(() => Some.Prepare(other)).Findings[0].Rule);
    }

    [Fact]
    public void A_model_survives_as_a_table() =>
        Assert.Equal(TableDigest.Of(Some.ToTable()), TableDigest.Of(Model.FromTable(Some.ToTable(), Here).ToTable()));

    [Fact]
    public void A_model_read_back_prepares_as_before() =>
        Assert.Equal([2.1, 3.1], Model.FromTable(Some.ToTable(), Here).Prepare(Preparation.Extend(Raw, Some.Preparation[0])).Doubles("x").ToArray());

    [Fact]
    public void A_model_read_back_predicts_as_before() =>
        Assert.Equal([[0.25], [0.75]], Model.FromTable(Some.ToTable(), Here).Predictor.Probabilities([], 1));

    [Fact]
    public void A_table_without_a_model_is_an_error() => Assert.Equal("IF501", Refused(Raw));

    [Fact]
    public void A_predictor_of_another_program_is_an_error()
    {
        var error = Assert.Throws<IrisFlowException>(() => Model.FromTable(Some.ToTable(), new Catalog()));
        Assert.StartsWith("IF502 The model is a 'tests.constant', which is not part of this program.", error.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void An_entry_that_describes_no_model_is_an_error_not_a_crash(string entry) => Assert.Equal("IF502", Refused(Raw.WithMetadata(Entry, entry)));

    [Theory]
    [InlineData("target")]
    [InlineData("targetType")]
    [InlineData("predictor")]
    [InlineData("features")]
    [InlineData("classes")]
    [InlineData("trainer")]
    [InlineData("preparation")]
    public void A_missing_or_wrong_part_is_an_error_not_a_crash(string part)
    {
        var about = (JsonObject)JsonNode.Parse(Some.ToTable().Metadata[Entry])!;
        about[part] = new JsonArray(1);
        Assert.Equal("IF502", Refused(Some.ToTable().WithMetadata(Entry, about.ToJsonString())));
    }

    private static string Refused(Table table) => Assert.Throws<IrisFlowException>(() => Model.FromTable(table, Here)).Findings[0].Rule;
}
