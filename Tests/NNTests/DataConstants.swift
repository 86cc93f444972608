import NN

/// What scikit-learn makes of these numbers. Made by `Tests/Constants/data_tools.py` with numpy 2.4.6 and scikit-learn 1.9.1.
enum DataConstants {
  /// The last column is constant.
  static let x = Tensor<Double>([
    [1, 2, -3, 5], [4, 0.5, 2, 5], [-2, 1.5, 0, 5], [3, 3, 1, 5], [0.25, -1, 4, 5], [2, 2.5, -6, 5],
  ])
  static let probabilities = Tensor<Double>([
    [0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.25, 0.125, 0.625], [0.0625, 0.9375, 0], [0.375, 0.375, 0.25],
    [0.875, 0.0625, 0.0625], [0.25, 0.5, 0.25], [0.5, 0.125, 0.375],
  ])
  static let labels = [0, 1, 1, 1, 0, 2, 2, 0]

  /// StandardScaler().fit_transform
  static let standardized: [Double] = [
    -0.1927146260605604, 0.4366480030862637, -0.8081220356417684, 0.0, 1.3490023824239228, -0.686161147706986, 0.7071067811865475,
    0.0, -1.7344316345450435, 0.062378286155180485, 0.10101525445522105, 0.0, 0.835096712929095, 1.18518743694843,
    0.4040610178208842, 0.0, -0.5781438781816812, -1.8089702985002358, 1.3131983079178737, 0.0, 0.3211910434342673,
    0.810917720017347, -1.7172593257387583, 0.0,
  ]
  /// MinMaxScaler().fit_transform
  static let minMax: [Double] = [
    0.5, 0.75, 0.30000000000000004, 0.0, 1.0, 0.375, 0.8, 0.0, 0.0, 0.625, 0.6000000000000001, 0.0, 0.8333333333333333, 1.0,
    0.7000000000000001, 0.0, 0.375, 0.0, 1.0, 0.0, 0.6666666666666666, 0.875, 0.0, 0.0,
  ]
  /// PCA(svd_solver='full').components_, a direction a row, signs as they came
  static let directions: [Double] = [
    -0.02343266775879741, -0.29017595726288864, 0.9566863769847841, 0.9872541717892178, 0.14396481410193673, 0.06784786352848744,
    -0.15741699516409044, 0.9460824732163479, 0.2831039447029088,
  ]
  /// explained_variance_, 1/(n − 1)
  static let unbiasedVariances: [Double] = [14.169930637843596, 4.629630675801402, 0.9525220196883353]
  /// explained_variance_ratio_
  static let varianceRatio: [Double] = [0.7173891684595429, 0.2343869554250262, 0.04822387611543096]
  /// confusion_matrix
  static let confusion: [Double] = [3.0, 0.0, 0.0, 0.0, 2.0, 1.0, 1.0, 1.0, 0.0]
  /// precision_recall_fscore_support
  static let precision: [Double] = [0.75, 0.6666666666666666, 0.0]
  static let recall: [Double] = [1.0, 0.6666666666666666, 0.0]
  static let f1: [Double] = [0.8571428571428571, 0.6666666666666666, 0.0]
  /// average='macro'
  static let macro: [Double] = [0.47222222222222215, 0.5555555555555555, 0.5079365079365079]
  /// log_loss
  static let logLoss: [Double] = [1.1197086040950595]
  /// brier_score_loss, not halved
  static let brier: [Double] = [0.65234375]
  /// mean_squared_error, mean_absolute_error, r2_score of column 0 by column 0 + column 2 / 8
  static let regression: [Double] = [0.171875, 0.3333333333333333, 0.9546079779917469]
}
