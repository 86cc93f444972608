/// The mean of several predictions of the same samples, number by number: an ensemble's output from its members' probabilities or
/// values.
///
/// - Shapes: equal ones → the same
/// - Numerics: summed in double precision, in the order given
/// - Errors: no predictions, or different shapes, stop
public func ensembleMean<Scalar>(_ predictions: [Tensor<Scalar>]) -> Tensor<Scalar> {
  guard let first = predictions.first else { stop("ensembleMean: no predictions; give those of at least one member") }
  var sum = Tensor<Double>(first)
  for (member, prediction) in predictions.enumerated().dropFirst() {
    if prediction.shape != first.shape {
      stop(
        "ensembleMean: \(prediction.shape) of member \(member) beside \(first.shape) of member 0; "
          + "members predict the same samples")
    }
    sum += Tensor<Double>(prediction)
  }
  return Tensor(sum / Double(predictions.count))
}

/// The label that most members predict for each sample; of several the least, `noPrediction` where no member has one.
///
/// - Shapes: predictions [members][samples] → a label for each sample
/// - Errors: no members, or members with different numbers of samples, stop
public func majorityVote(_ predictions: [[Int]]) -> [Int] {
  guard let first = predictions.first else { stop("majorityVote: no predictions; give those of at least one member") }
  for (member, labels) in predictions.enumerated() where labels.count != first.count {
    stop(
      "majorityVote: \(labels.count) labels of member \(member) beside \(first.count) of member 0; "
        + "members predict the same samples")
  }
  return first.indices.map { sample in
    let votes = predictions.map { $0[sample] }.filter { $0 != noPrediction }.sorted()
    var winner = noPrediction, most = 0, start = 0
    for place in votes.indices {
      if votes[place] != votes[start] { start = place }
      if place - start + 1 > most {
        most = place - start + 1
        winner = votes[place]
      }
    }
    return winner
  }
}

/// Test-time augmentation: the mean of a model's outputs on several views of the same samples.
///
/// ```swift
/// let p = testTimeAugmented(x, by: [{ $0 }, mirrored]) { softmax(model($0)) }
/// ```
///
/// - Errors: no views, or outputs of different shapes, stop
public func testTimeAugmented<Scalar>(
  _ x: Tensor<Scalar>, by views: [(Tensor<Scalar>) -> Tensor<Scalar>], model: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  if views.isEmpty { stop("testTimeAugmented: no views; give at least { $0 }, the samples as they are") }
  return ensembleMean(views.map { model($0(x)) })
}
