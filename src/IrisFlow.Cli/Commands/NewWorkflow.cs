namespace IrisFlow.Cli.Commands;

/// <summary>What a new workflow begins as: short, and it runs.</summary>
internal static class NewWorkflow
{
    public const string Data = """
        petal_length,petal_width,species
        1.4,0.2,setosa
        1.3,0.2,setosa
        1.5,0.2,setosa
        1.7,0.4,setosa
        4.7,1.4,versicolor
        4.5,1.5,versicolor
        4.9,1.5,versicolor
        4.0,1.3,versicolor

        """;

    public static string Text(string name) => $$"""
        {
          "format": 1,
          "workflow": "{{name}}",
          "steps": {
            "load": {
              "uses": "data.read-csv",
              "with": {
                "path": "data/flowers.csv"
              }
            },
            "train": {
              "uses": "model.train",
              "from": {
                "rows": "load.rows"
              },
              "with": {
                "target": "species",
                "trainer": {
                  "kind": "logistic-regression"
                }
              }
            },
            "evaluate": {
              "uses": "model.evaluate",
              "from": {
                "model": "train.model",
                "rows": "load.rows"
              }
            }
          }
        }

        """;
}
